"""Russian as the register needs it: keys of names, plural forms, lemmas, cases. Pure Python."""
