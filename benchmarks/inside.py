"""Runs a module of the benchmarks with Django set up for the portal of DATA_DIR and DATABASE_URL.

python -m benchmarks.inside MODULE ARGUMENTS...
"""

import os
import runpy
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()
    del sys.argv[0]
    runpy.run_module(f"benchmarks.{sys.argv[0]}", run_name="__main__", alter_sys=False)
