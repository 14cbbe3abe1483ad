"""The keqiao command."""
