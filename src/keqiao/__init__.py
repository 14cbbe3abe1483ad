"""Keqiao (科桥): makes a reform plan of the science associations something you can run."""
