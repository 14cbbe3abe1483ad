"""Pages of elections: at the desk, on the phone, on the large screen."""
