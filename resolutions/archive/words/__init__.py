"""Words in any form, without a server: scripts that a page loads from the folder, and pages of words from А to Я.

A query is read as the portal reads it (resolutions/search/asked.py), by static/js/archive_search.js. What it cannot do
is morphology: so every form of every word of the texts is written down with its lemmas, and every lemma with its
places.
"""
