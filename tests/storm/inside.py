"""Runs a module of the storm with Django set up for the register of DATA_DIR and DATABASE_URL.

python -m tests.storm.inside MODULE ARGUMENTS...
"""

import runpy
import sys

import django

if __name__ == "__main__":
    django.setup()
    del sys.argv[0]
    runpy.run_module(f"tests.storm.{sys.argv[0]}", run_name="__main__", alter_sys=False)
