"""Where addresses of a portal lead once its archive lies in its place: those that are called otherwise there.

Forums, recommendations, addressees and themes are called as before, as each page of an archive is a folder's index.
The others stand in a map for nginx, an address and a page on each line; lists that were asked for by a query, in a
second one.
"""

from collections.abc import Iterator

from resolutions.archive.pages.site import Site
from resolutions.archive.reading import Archive

FOLDER = "redirects"
ADDRESSES, QUERIES = f"{FOLDER}/addresses.map", f"{FOLDER}/queries.map"
OTHERS = {
    "/recommendations/": "/search/",
    "/statistics/": "/",
    "/api/v1/": "/about/",
    "/opendata/": "/about/",
    "/opendata/recommendations/data.csv": "/data/tables.zip",
    "/help/": "/about/",
    "/about/glossary/": "/about/",
    "/about/privacy/": "/about/",
    "/contribute/": "/about/",
    "/sitemap.xml": "/forums/",
}
BY_QUERY = {
    "q": ("[^&]+", "/search/?q=$1"),
    "forum": ("[a-z0-9-]+", "/forums/$1/"),
    "to": ("[a-z0-9-]+", "/addressees/$1/"),
    "theme": ("[a-z0-9-]+", "/themes/$1/"),
    "place": ("[a-z0-9-]+", "/places/$1/"),
    "year": ("[0-9]+|none", "/years/$1/"),
}


def show_redirects(site: Site) -> None:
    place = site.bag.place(ADDRESSES)
    with place.open("w", encoding="ascii", newline="\n") as file:
        file.writelines(f"{old} {new};\n" for old, new in addresses(site.archive))
    site.bag.take(ADDRESSES)
    lines = (f'"~^/recommendations/\\?(?:.*&)?{name}=({value})" {page};\n' for name, (value, page) in BY_QUERY.items())
    site.bag.write(QUERIES, "".join(lines))


def addresses(archive: Archive) -> Iterator[tuple[str, str]]:
    yield from OTHERS.items()
    for slug in archive.forums():
        told = archive.forum(slug)
        if "source" in told:
            yield f"/forums/{slug}/source/", f"/data/sources/{told['source']['file']}"
        yield f"/forums/{slug}/akn.xml", f"/data/forums/{slug}.js"
        yield f"/forums/{slug}/feed/", f"/forums/{slug}/"
    for folder in ("addressees", "themes"):
        for told in archive.rows(folder):
            for was in told.get("was", ()):
                yield f"/{folder}/{was}/", f"/{folder}/{told['slug']}/"
