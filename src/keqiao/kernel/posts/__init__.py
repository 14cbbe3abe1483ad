"""Bodies, their terms, who sits in them; secondments."""
