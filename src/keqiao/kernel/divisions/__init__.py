"""Where: administrative divisions with their codes through time."""
