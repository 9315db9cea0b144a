"""What the portal writes to people: the words of each mail, and how a waiting one is sent, or tried again.

Mails wait in the database (`Mail`). Whoever answers a visitor only posts one: whether an address is known is
told by no answer and by no time, and a mail server that is down loses nothing.
"""
