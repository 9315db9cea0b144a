"""Towns and villages of Russia with their regions. It supports what a document says, and never refuses it."""
