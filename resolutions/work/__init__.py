"""What is done without a visitor: one table of errands, one command.

`manage.py work` (`hands.py`) does what is due, by kinds (`kinds.py`); where nobody does, the process that has just
posted something does it once its answer is out (`after_response.py`).
"""
