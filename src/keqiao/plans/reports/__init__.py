"""Reporting upward (报送): figures confirmed by a named leader, frozen, dated, shown to whom it was agreed."""
