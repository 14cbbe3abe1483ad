"""Pages of motions: the book and one motion at the desk, what a unit works on, and one's own at home."""
