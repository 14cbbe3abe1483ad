"""The audit as its administrator reads it: which entries and looks, in which words, and out as a file."""
