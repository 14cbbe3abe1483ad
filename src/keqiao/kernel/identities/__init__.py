"""How people are known at the door: mobile numbers, e-mail, one-time codes."""
