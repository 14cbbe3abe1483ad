"""Verbs on the kernel's nouns, one module for each room."""
