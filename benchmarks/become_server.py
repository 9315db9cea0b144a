"""Becomes the web server that `manage.py serve` would be, of the checkout that is on the path.

python -P become_server.py PORT, with PYTHONPATH naming the checkout: which one it is, only the path says.
"""

import os
import sys

import django

if __name__ == "__main__":
    django.setup()
    from resolutions.management.commands.serve import AROUND, gunicorn

    os.execve(sys.executable, gunicorn(sys.argv[1]), os.environ | AROUND)
