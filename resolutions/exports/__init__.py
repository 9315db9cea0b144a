"""Taking away: exactly what was filtered, or a forum, as a file. One format, one file; views.py answers for all.

selection.py   which recommendations, and how that is said in words
columns.py     what a table has in which column
document.py    what a reader gets on paper: headings, requests, addressees
formats.py     the formats by name: as_csv, as_xlsx, as_json of rows; as_docx, as_odt, as_pdf of a document
press/         pandoc and typst, each in a child process without Django
"""
