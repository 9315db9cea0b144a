"""What lies where in an archive, and in which format: said once for who writes, reads and checks it."""

FORMAT = 1  # raised when an earlier release would read an archive wrongly
KIND = "forum-resolutions"
PAYLOAD = "data/"
ABOUT = f"{PAYLOAD}archive.json"
ROWS = f"{PAYLOAD}{{}}.jsonl"  # of a directory, a row on each line
FORUMS, SOURCES = f"{PAYLOAD}forums/", f"{PAYLOAD}sources/"
TABLES = f"{PAYLOAD}tables.zip"
EMBLEM = f"{PAYLOAD}emblem.png"
DECLARATION, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
README = "README.txt"
# What says when an archive was made, and what can be written only when all else is.
WRITTEN_LAST = frozenset({README, INFO, DECLARATION, MANIFEST, TAG_MANIFEST})
# All that lies in the folder of one; anything else is somebody's own.
TOP = WRITTEN_LAST | {
    *("index.html", "data", "assets", "r", "about", "addressees", "forums", "places", "redirects", "search"),
    *("themes", "words", "years"),
}


def forum_file(slug: str) -> str:
    return f"{FORUMS}{slug}.js"
