"""The desk's pages of draws."""
