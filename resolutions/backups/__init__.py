"""Backups that prove themselves.

making: database, then files, then the manifest; whole or not at all      -> DIR/portal-20261123-031500/
checking: into a scratch register, counted and shown beside the living one -> DIR/portal-20261123-031500.receipt.json
restoring: into a scratch register, then into an empty place, all at once
copying: the rows into the other engine, the same way
"""
