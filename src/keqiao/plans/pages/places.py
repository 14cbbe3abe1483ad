"""Where plans appear on pages: menu entries and panels."""
