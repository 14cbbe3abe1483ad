"""Bodies renewed in time: the way from a term's end to its filing, its papers, and who may hold what."""
