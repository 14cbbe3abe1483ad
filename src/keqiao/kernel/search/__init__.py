"""Finding records by parts of their names."""
