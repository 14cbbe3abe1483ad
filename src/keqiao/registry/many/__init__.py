"""The same thing done to many people at once: looked at first, then done in one step, and taken back if need be."""
