"""Pages of the room: at the desk by subject, and what office-holders do on the phone."""
