"""A resolution, read: a document and a directory of known bodies to an outline with its doubts. No Django in it."""
