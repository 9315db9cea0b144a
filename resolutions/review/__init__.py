"""The verbs of editors: receive -> enter -> publish, and merging addressees. Each is one transaction."""
