"""The verbs of people who work here: invite, forget, and the accounts that a new portal starts with."""
