"""Which records may be one person: weights that explain themselves, candidates by keys, pairs for the work list."""
