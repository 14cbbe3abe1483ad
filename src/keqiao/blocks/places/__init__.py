"""Places where science meets people: halls, bases, stations."""
