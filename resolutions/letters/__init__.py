"""What the portal writes to people: the words of each letter, and how a waiting one is sent, or tried again.

Letters wait in the database (`Letter`). Whoever answers a visitor only posts one: whether an address is known is
told by no answer and by no time, and a mail server that is down loses nothing.
"""
