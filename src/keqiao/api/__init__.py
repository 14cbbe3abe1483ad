"""The interface for programs: figures and what would repair them, as JSON."""
