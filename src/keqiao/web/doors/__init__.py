"""The doors: logging in by password, by a code to a mobile, and signing up."""
