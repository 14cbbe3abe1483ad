"""Documents in the form offices print and file them."""
