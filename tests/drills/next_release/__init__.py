"""A release that does not exist: what its migrations do to a large table that everybody reads, the drill does."""
