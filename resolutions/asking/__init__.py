"""What somebody asks for: the filters, the values that can be chosen, a choice as words and as something to keep."""
