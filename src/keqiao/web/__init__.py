"""Portal, home and desk put together: addresses, shell, start pages."""
