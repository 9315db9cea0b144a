#!/bin/sh
# For maintainers only: rebuilds static/vendor from the npm registry. Nobody needs it to run the portal.
# Needs npm, tar, python3 with venv, and network. After a version change run the browser tests: looks and contrast may move.
set -eu

GOVUK=6.6.0
GOLOS=5.3.0
SASS=1.108.2
HTMX=2.0.11
LUCIDE=1.62.0
FONTTOOLS=4.68.0

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack --silent "govuk-frontend@$GOVUK" "@fontsource-variable/golos-text@$GOLOS" "htmx.org@$HTMX" \
  "lucide-static@$LUCIDE"
npm install --silent --no-audit --no-fund --prefix sass "sass@$SASS"
mkdir govuk golos htmx lucide
tar xzf "govuk-frontend-$GOVUK.tgz" -C govuk --strip-components=1
tar xzf "fontsource-variable-golos-text-$GOLOS.tgz" -C golos --strip-components=1
tar xzf "htmx.org-$HTMX.tgz" -C htmx --strip-components=1
tar xzf "lucide-static-$LUCIDE.tgz" -C lucide --strip-components=1

# What we take of govuk-frontend. Left out: whatever carries the look of GOV.UK (header, footer with the
# crest, phase and cookie banners), whatever is nothing without its script (accordion, tabs, exit-this-page,
# password toggle), and the font, which is licensed for GOV.UK only.
{
  echo '@forward "base" with ($govuk-font-family: ("Golos Text", system-ui, sans-serif), $govuk-include-default-font-face: false);'
  echo '@use "core"; @use "objects"; @use "utilities"; @use "overrides";'
  for part in back-link breadcrumbs button checkboxes date-input details error-message error-summary \
    fieldset file-upload hint input inset-text label notification-banner pagination panel radios select \
    skip-link summary-list table tag task-list textarea warning-text; do
    echo "@use \"components/$part\";"
  done
} > govuk/dist/govuk/ours.scss
sass/node_modules/.bin/sass --style=compressed --no-source-map --no-charset --quiet \
  govuk/dist/govuk/ours.scss ours.css

# Its print rules write the address after every link; ours (print.css) write it where it is wanted.
out="$here/govuk-$GOVUK"
mkdir -p "$out" "$here/golos-text"
{
  echo "/*! govuk-frontend $GOVUK, MIT licence; rebuilt for this portal: see SOURCE.txt */"
  sed -E 's/@media print\{\[href\^="\/"\][^{}]*\{[^{}]*\}\}//g' ours.css
} > "$out/govuk.css"
if grep -nE 'https?://|url\(|GDS Transport|crest' "$out/govuk.css"; then
  echo "govuk.css still names an outside host, a file or the font of GOV.UK" >&2
  exit 1
fi
for script in cyrillic cyrillic-ext latin; do
  cp "golos/files/golos-text-$script-wght-normal.woff2" "$here/golos-text/golos-text-$script.woff2"
done
cp golos/LICENSE "$here/golos-text/OFL.txt"

# The same letters for pictures that the server draws: two weights, each one file, no woff2.
python3 -m venv fonts
fonts/bin/pip install -q "fonttools[woff]==$FONTTOOLS"
export SOURCE_DATE_EPOCH=0
for weight in 400 700; do
  for script in cyrillic cyrillic-ext latin; do
    fonts/bin/fonttools varLib.instancer --quiet --update-name-table "golos/files/golos-text-$script-wght-normal.woff2" \
      wght=$weight -o "$script-$weight.ttf"
  done
  fonts/bin/pyftmerge --drop-tables=vhea,vmtx,STAT --output-file="$here/golos-text/golos-text-$weight.ttf" \
    latin-$weight.ttf cyrillic-$weight.ttf cyrillic-ext-$weight.ttf
done

mkdir -p "$here/htmx-$HTMX"
cp htmx/dist/htmx.min.js htmx/LICENSE "$here/htmx-$HTMX/"

# Pictures of themes: a symbol of each icon that resolutions/vocabulary.py names (ThemeIcon), in one file.
mkdir -p "$here/lucide-$LUCIDE"
cp lucide/LICENSE "$here/lucide-$LUCIDE/"
{
  echo "<!-- lucide-static $LUCIDE, ISC licence (LICENSE); made of its icons by ../refresh.sh: see SOURCE.txt -->"
  echo '<svg xmlns="http://www.w3.org/2000/svg">'
  for icon in bus trees building-2 leaf graduation-cap landmark dumbbell heart-pulse rocket glasses baby accessibility \
    hand-helping users heart-handshake globe shield briefcase monitor-smartphone tag; do
    echo "<symbol id=\"$icon\" viewBox=\"0 0 24 24\">"
    sed -n '/^>$/,/^<\/svg>$/{/^>$/d;/^<\/svg>$/d;p;}' "lucide/icons/$icon.svg"
    echo '</symbol>'
  done
  echo '</svg>'
} > "$here/lucide-$LUCIDE/themes.svg"

echo "Compare with SOURCE.txt:"
npm view "govuk-frontend@$GOVUK" dist.integrity
npm view "@fontsource-variable/golos-text@$GOLOS" dist.integrity
npm view "htmx.org@$HTMX" dist.integrity
npm view "lucide-static@$LUCIDE" dist.integrity
