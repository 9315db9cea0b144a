"""Who is asked to act: a sentence and a directory of known bodies to mentions."""
