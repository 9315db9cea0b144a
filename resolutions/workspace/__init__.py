"""Views behind a login: an editor's drafts, from upload through review to publishing."""
