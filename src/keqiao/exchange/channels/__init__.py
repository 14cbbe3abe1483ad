"""Ways out to people: short messages, e-mail, and a folder for where there is neither."""
