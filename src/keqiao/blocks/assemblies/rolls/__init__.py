"""Public rolls: who sits in a body, for everybody to read, as far as each of them consented."""
