"""Two records of one thing become one, and can be taken apart again."""
