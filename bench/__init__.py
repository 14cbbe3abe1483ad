"""How fast: each claim paired with a peer or a bound in one run, CPU seconds and memory beside wall time."""
