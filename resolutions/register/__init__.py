"""Verbs of what is entered: publish and withdraw, delete, merge; what a name means, who wrote what."""
