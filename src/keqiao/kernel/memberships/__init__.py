"""Who belongs to which organisation."""
