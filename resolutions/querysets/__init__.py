"""The questions one can ask of the register, one file per noun.

`.public()` says what everyone may see, `.visible_to(user)` what this person may see besides; every door goes
through one of the two. A queryset names other models only through relations.
"""
