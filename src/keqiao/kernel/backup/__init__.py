"""Backups: everything of an installation in one file, whichever database it came from and goes into."""
