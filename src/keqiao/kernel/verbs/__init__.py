"""Verbs: the only way anything changes."""
