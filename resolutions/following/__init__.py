"""Being told: a filter that is kept, the address it belongs to, and what was published since.

`chosen.py` keeps a filter; `subscribing.py` asks, confirms and leaves; `digests.py` finds what is new for whom;
`links.py` are the signed addresses in mails; `personal.py` what the law lets a person demand. Nothing here
sends: it posts mails, and resolutions/mail sends them.
"""
