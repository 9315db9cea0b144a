"""Public pages: a view finds, pages and renders; the context is written out once, at the end."""
