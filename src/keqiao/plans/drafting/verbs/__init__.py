"""What people do with a plan that they draft."""
