"""The kinds of lists, one module each."""
