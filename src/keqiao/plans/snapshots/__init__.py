"""Snapshots: what facts read, copied into columns without names, for evaluating far from the database."""
