"""What an editor does to a draft: pure functions from one sheet to another, grouped by what they act on."""
