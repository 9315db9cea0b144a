"""Finding: a derived index that answers what matches, how many, in what order, and the counts of every facet."""
