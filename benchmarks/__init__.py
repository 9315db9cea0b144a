"""What the portal costs, as ratios measured in one run: `make bench`."""
