"""Many at once, some of them killed, and afterwards every door must say what the tables hold: `make storm`."""
