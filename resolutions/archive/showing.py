"""All pages of an archive, from its data alone."""

from resolutions.archive.bag import Bag
from resolutions.archive.notes import Notes
from resolutions.archive.pages.directories import note_addressees, show_addressees, show_themes
from resolutions.archive.pages.forums import show_forums
from resolutions.archive.pages.home import show_about, show_home
from resolutions.archive.pages.lists import show_all, show_places, show_years
from resolutions.archive.pages.site import Site
from resolutions.archive.reading import Archive
from resolutions.archive.redirects import show_redirects
from resolutions.archive.words.alphabet import show_words
from resolutions.archive.words.indexing import Index
from resolutions.archive.words.pieces import show_search


def show(bag: Bag, notes: Notes) -> None:
    """`bag` holds the data, and nothing else yet."""
    site, index = Site(Archive(bag.folder), bag, notes), Index(notes)
    site.dress()
    for found in show_forums(site):
        index.add(found)
    index.close()
    note_addressees(site)
    for make in (show_all, show_years, show_places, show_addressees, show_themes, show_home, show_about):
        make(site)
    show_words(site)
    show_search(site)
    show_redirects(site)
