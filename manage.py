#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line

from forum_portal.data_dir import data_dir
from forum_portal.moving import move_in

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_portal.settings")
    if sys.argv[1:2] in (["migrate"], ["serve"]):  # before the settings look where things lie
        sys.stderr.writelines(f"{sentence}\n" for sentence in move_in(data_dir()))
    execute_from_command_line(sys.argv)
