"""Motions and proposals: signed together, assigned, answered by a day, judged by each who signed."""
