"""The open API: JSON for programs, read-only, without a key, and the same for everyone who asks.

`open_view.py` is what every answer has in common, `lists.py` what every list has; then one file per noun. What an
answer holds stands in records.py and shapes.py, what may be asked in the filters and parameters.py; openapi.py makes
one description of both, which programs read at /api/v1/schema/ and people at /api/v1/.
"""
