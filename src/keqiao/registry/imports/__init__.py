"""Importing rosters: preview, stage, apply, undo, and confirming the proposed source classes."""
