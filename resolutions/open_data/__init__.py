"""Outlet: the whole public register as files for programs.

A nightly dump (`dump.py`) writes tables, passports and a catalogue into a folder of its own and then points at it;
`pages.py` shows and serves what the dump wrote. A forum goes out as Akoma Ntoso besides, made on request.
"""
