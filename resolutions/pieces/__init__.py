"""What lists and forums are put together from: pieces of a page, each made once for what it shows."""
