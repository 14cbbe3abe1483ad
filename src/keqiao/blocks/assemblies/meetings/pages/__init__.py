"""Pages of meetings: at the desk, on the large screen, and on the phone of whoever is invited."""
