"""Pages of public rolls."""
