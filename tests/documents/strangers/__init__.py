"""Resolutions written by someone who did not know the parser, each with its gold: the corpus that tells how well
documents of strangers are read. `written/` holds what a person writes and reads, `generate.py` makes the files."""
