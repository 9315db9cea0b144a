"""One sentence and the ways in which it asks somebody to act; each way is a module, `reading.py` tries all of them."""
