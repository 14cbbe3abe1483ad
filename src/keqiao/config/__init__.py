"""Settings and start-up: the roof, which knows every room."""
