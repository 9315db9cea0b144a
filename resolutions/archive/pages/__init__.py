"""What people read of an archive, made from its data alone: a page for every page of the portal that has an address."""
