"""Blocks to a skeleton: the front, sections, lists and their lead-ins, tables, dates and places."""
