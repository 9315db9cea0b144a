"""Three pictures of what a filter finds: where, when, and who is asked about what; as SVG, with a table, as files.

`kinds.py` lists them. Of each, one module counts (`places`, `years`, `addressees`: a filter in, a `Picture` out) and
one draws (`tiles` and `dots`, `timeline`, `matrix`: plain data in, a `Drawing` out). `shown.py` puts a picture on a
page, `files.py` makes what is taken away.
"""
