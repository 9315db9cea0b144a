"""`manage.py doctor`: what is well with the portal and its machine, and what to do about what is not.

Each probe looks at one thing and says so in a `Finding`; `probes.py` names all of them. What is printed may be passed
on: no probe repeats what an exception, a server or a setting says. Of settings it tells the site's name alone.
"""
