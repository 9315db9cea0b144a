"""Verbs of what is entered: publish and withdraw, delete and restore, merge; what a name means, who wrote what."""
