"""Spreadsheets as they really are: read with their oddities, written so that they open safely."""
