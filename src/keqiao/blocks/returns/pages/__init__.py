"""Pages of outside forms at the desk."""
