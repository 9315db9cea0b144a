#!/bin/bash
# A portal on a machine of its own, from a checkout: `make install-server DOMAIN=… [NAME=portal] [FOLDER=/register] [START=0]`.
#
# Safe to run again, and so the way to upgrade: what is there already stays, and what this script has written (services,
# nginx) is written anew only where it differs. docs/server.md tells each step.
set -euo pipefail
cd "${0%/*}/.."
CODE=$PWD
DOMAIN=${DOMAIN-} NAME=${NAME:-portal} FOLDER=${FOLDER-} START=${START:-1}
umask 022  # services read what is installed here

refuse() { echo "Не установлено: $1" >&2; exit 2; }
step() { printf '%s …\n' "$1"; }

# Everything that can be refused is refused before anything is done.

LABEL='[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
[[ $NAME =~ ^[a-z][a-z0-9]{0,20}$ ]] || refuse "NAME=$NAME не годится: нужно до 21 латинской буквы или цифры, первая буква."
ENVIRONMENT=/etc/$NAME.env
DOMAIN=${DOMAIN,,}
if [ -z "$DOMAIN" ] && [ -e "$ENVIRONMENT" ]; then
  DOMAIN=$(sed -n "s/^ALLOWED_HOSTS='\([^',]*\).*/\1/p" "$ENVIRONMENT")
fi
[ -n "$DOMAIN" ] || refuse 'не сказано, под каким именем откроется портал: make install-server DOMAIN=portal.example.ru'
[[ $DOMAIN != *[^[:ascii:]]* ]] || refuse "имя $DOMAIN напишите так, как его знает DNS, латиницей (xn--…)."
[[ ${#DOMAIN} -le 253 && $DOMAIN =~ ^($LABEL\.)+$LABEL$ && ! $DOMAIN =~ \.[0-9]+$ ]] ||
  refuse "DOMAIN=$DOMAIN не имя сайта: нужно имя вида portal.example.ru, без https:// и без косой черты."
[[ -z $FOLDER || $FOLDER = / || $FOLDER =~ ^(/[a-z0-9-]+)+$ ]] ||
  refuse "FOLDER=$FOLDER не годится: нужен путь вида /register, из строчных латинских букв, цифр и дефисов."
[[ $START =~ ^[01]$ ]] || refuse "START=$START не годится: нужно 1 или 0."
[ "$EUID" = 0 ] || refuse 'установка меняет систему: запустите её через sudo.'
read -r system release < <(. /etc/os-release && echo "${ID-unknown} ${VERSION_ID-0}")
[[ $system = debian && $release -ge 12 ]] || refuse "нужен Debian 12 или новее, а здесь $system $release."
[[ $CODE != /home/* && $CODE != /root* && $CODE != *[^A-Za-z0-9/._-]* ]] ||
  refuse "службам не видно $CODE: положите портал в /srv/$NAME и запустите установку оттуда."

as_user() { setpriv --reuid="$NAME" --regid="$NAME" --clear-groups -- "$@"; }
as_postgres() { (cd / && setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"); }
systemd_runs() { [ -d /run/systemd/system ]; }
changed=()

# put PATH MODE FILE KEY=VALUE …: the file of this folder, filled in, if it is not there like that already.
put() {
  local fresh path=$1 mode=$2 file=$3
  shift 3
  fresh=$(mktemp)
  deploy/filled "deploy/$file" NAME="$NAME" "$@" > "$fresh"
  if ! cmp -s "$fresh" "$path"; then
    install -D -m "$mode" "$fresh" "$path"
    changed+=("$path")
  fi
  rm "$fresh"
}

variable() { sed -n "s/^$1='\(.*\)'$/\1/p" "$ENVIRONMENT" | tail -n1; }
set_variable() {
  [ "$(variable "$1")" != "$2" ] || return 0
  grep -q "^$1=" "$ENVIRONMENT" || echo "$1=''" >> "$ENVIRONMENT"
  sed -i "s|^$1=.*$|$1='$2'|" "$ENVIRONMENT"
  [[ " ${changed[*]} " == *" $ENVIRONMENT "* ]] || changed+=("$ENVIRONMENT")
}

step 'Пакеты Debian'
missing=()
for package in python3 python3-venv postgresql nginx openssl tesseract-ocr tesseract-ocr-rus; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"
fi

step "Пользователь $NAME"
getent passwd "$NAME" > /dev/null ||
  useradd --system --user-group --home-dir "/var/lib/$NAME" --no-create-home --shell /usr/sbin/nologin "$NAME"
install -d -m 0700 -o "$NAME" -g "$NAME" "/var/lib/$NAME" "/var/backups/$NAME"

step 'Зависимости портала'
make --no-print-directory .venv/runtime
.venv/bin/python -m compileall -q forum_portal resolutions resolution_reader
as_user .venv/bin/python -c 'import manage, django' 2> /dev/null ||
  refuse "пользователь $NAME не может читать $CODE: откройте папку для чтения (chmod -R go+rX) и повторите."

step 'PostgreSQL'
read -r version cluster port state _ < <(pg_lsclusters -h)
stop_postgres=
if [[ $state != online* ]]; then
  pg_ctlcluster "$version" "$cluster" start
  [ "$START" = 1 ] || stop_postgres=1
fi
[ "$(as_postgres psql -p "$port" -tAc "SELECT 1 FROM pg_roles WHERE rolname = '$NAME'")" = 1 ] ||
  as_postgres createuser -p "$port" "$NAME"
[ "$(as_postgres psql -p "$port" -tAc "SELECT 1 FROM pg_database WHERE datname = '$NAME'")" = 1 ] ||
  as_postgres createdb -p "$port" --owner="$NAME" --encoding=UTF8 --locale=C.UTF-8 --template=template0 "$NAME"

step "Настройки в $ENVIRONMENT"
if [ ! -e "$ENVIRONMENT" ]; then
  key=$(head -c 60 /dev/urandom | base64 -w0 | tr '+/' '-_')
  processes=$(nproc)
  (umask 077 && deploy/filled deploy/portal.env NAME="$NAME" SECRET_KEY="$key" \
    PROCESSES=$((processes > 2 ? processes : 2)) > "$ENVIRONMENT")
  # Over the socket PostgreSQL knows the user by the kernel: there is no password that could get about.
  changed+=("$ENVIRONMENT")
  set_variable DATABASE_URL "postgresql://$NAME@%2Fvar%2Frun%2Fpostgresql:$port/$NAME"
  taken=$(cat /etc/*.env 2>/dev/null | sed -n "s/^PORT='\([0-9]\+\)'$/\1/p")
  listen=8000
  while grep -qx "$listen" <<< "$taken"; do listen=$((listen + 1)); done
  set_variable PORT "$listen"
fi
chown root:root "$ENVIRONMENT"
chmod 0600 "$ENVIRONMENT"
# The name that is given comes first; names from before stay, as links lead there.
earlier=$(variable ALLOWED_HOSTS | tr ',' '\n' | grep -vx "$DOMAIN" | sed '/^$/d; s/^/,/' | tr -d '\n' || true)
set_variable ALLOWED_HOSTS "$DOMAIN$earlier"
[ -z "$FOLDER" ] || set_variable FORCE_SCRIPT_NAME "${FOLDER%/}"
FOLDER=$(variable FORCE_SCRIPT_NAME)

step 'Службы systemd'
for file in systemd/{web,work,backup,tidy,dump}.service systemd/{backup,tidy,dump}.timer; do
  put "/etc/systemd/system/$NAME-${file##*/}" 0644 "$file" CODE="$CODE"
done
put "/etc/systemd/system/$NAME-.service.d/portal.conf" 0644 systemd/all.conf CODE="$CODE"
put "/usr/local/sbin/manage-$NAME" 0755 manage CODE="$CODE"
SERVICES=("$NAME-web.service" "$NAME-work.service" "$NAME-backup.timer")
if command -v systemctl > /dev/null; then
  ! systemd_runs || systemctl daemon-reload
  systemctl --quiet enable "${SERVICES[@]}"
fi

step 'nginx'
SITE=/etc/nginx/sites-available/$NAME
certificate=$(sed -n 's/^ *ssl_certificate \(.*\);$/\1/p' "$SITE" 2>/dev/null || true)
certificate_key=$(sed -n 's/^ *ssl_certificate_key \(.*\);$/\1/p' "$SITE" 2>/dev/null || true)
if [ -e "/etc/letsencrypt/live/$DOMAIN/fullchain.pem" ]; then
  certificate=/etc/letsencrypt/live/$DOMAIN/fullchain.pem
  certificate_key=/etc/letsencrypt/live/$DOMAIN/privkey.pem
elif [[ -z $certificate || $certificate = *.self-signed.crt ]]; then
  # So that the portal can be looked at before there is a real one; browsers warn of it.
  certificate=/etc/nginx/$DOMAIN.self-signed.crt
  certificate_key=/etc/nginx/$DOMAIN.self-signed.key
  [ -e "$certificate" ] || (umask 077 && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 \
    -subj "/CN=$DOMAIN" -addext "subjectAltName=DNS:$DOMAIN" -keyout "$certificate_key" -out "$certificate" 2> /dev/null)
fi
put "/etc/nginx/conf.d/$NAME.conf" 0644 nginx/zones.conf UPSTREAM="127.0.0.1:$(variable PORT)"
put "/etc/nginx/snippets/$NAME.conf" 0644 nginx/portal.conf FOLDER="$FOLDER"
put "$SITE" 0644 nginx/site.conf HOSTS="$(variable ALLOWED_HOSTS | tr ',' ' ')" \
  CERTIFICATE="$certificate" CERTIFICATE_KEY="$certificate_key"
install -d -m 0755 "/var/www/$NAME"
others=$(grep -lE "server_name .*\b${DOMAIN//./\\.}\b" /etc/nginx/sites-enabled/* 2> /dev/null | grep -vx "/etc/nginx/sites-enabled/$NAME" || true)
if [ -n "$others" ]; then
  echo "Имя $DOMAIN уже обслуживает $others: вставьте туда, в его server, строку «include /etc/nginx/snippets/$NAME.conf;»."
else
  ln -sfn "$SITE" "/etc/nginx/sites-enabled/$NAME"
fi
nginx -q -t || refuse 'nginx не принимает настройки, причина строкой выше; остальное на месте, исправьте и повторите.'

step 'База данных'
"/usr/local/sbin/manage-$NAME" migrate --no-input --verbosity=0

if [ "$START" = 1 ] && systemd_runs; then
  step 'Запуск'
  systemctl restart "${SERVICES[@]}"
  systemctl start nginx
  systemctl reload nginx
fi
"/usr/local/sbin/manage-$NAME" doctor || true  # what is missing, and what to do about it
[ -z "$stop_postgres" ] || pg_ctlcluster "$version" "$cluster" stop
if [ ${#changed[@]} -gt 0 ]; then printf 'Записано: %s\n' "${changed[@]}"; else echo 'Всё было на месте: ничего не записано.'; fi
[ "$START" = 1 ] && systemd_runs || echo "Не запущено: systemctl start nginx ${SERVICES[*]}"
echo "Портал: https://$DOMAIN$FOLDER/ (настройки: $ENVIRONMENT, команды: manage-$NAME)"
