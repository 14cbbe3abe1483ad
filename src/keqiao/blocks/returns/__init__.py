"""Numbers that only outside statistics can tell, reported and approved."""
