"""What a section is about: at most two of a fixed list of themes, with the words that say so; none if nothing is clear.

`proposing.py` weighs; `lexicon.py` reads `data/words.txt`, thought out from Russian and from no document.
"""
