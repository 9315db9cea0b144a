"""What is done inside of one register, by a process with its environment: a task by its name, JSON in and JSON out.

python -m resolutions.backups.inside TASK
"""

import json
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_portal.settings")
    django.setup()
    from resolutions.backups.tasks import TASKS

    sys.stdout.write(json.dumps(TASKS[sys.argv[1]](json.load(sys.stdin))))
