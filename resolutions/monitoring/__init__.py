"""How the portal fares, in figures: for programs (/metrics), for administrators (the admin) and for `manage.py doctor`.

`waiting.py` asks the register, `indexed.py` the index, `machine.py` the disk and what lies on it.
"""
