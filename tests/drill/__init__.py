"""`make drill`: all that a portal stands on is killed and frozen, while somebody reads and somebody works."""
