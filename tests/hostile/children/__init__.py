"""Programs that behave as badly in the cage as a broken reader could."""
