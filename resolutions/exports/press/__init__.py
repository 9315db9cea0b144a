"""The presses: a document as plain data goes in, a file comes out. Child processes that load nothing of Django."""
