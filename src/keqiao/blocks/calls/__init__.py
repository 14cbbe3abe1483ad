"""What is awarded."""
