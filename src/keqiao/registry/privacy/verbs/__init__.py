"""Verbs on personal information."""
