"""Names of bodies in a sentence: a head in the case demanded, what agrees with it, what hangs on it."""
