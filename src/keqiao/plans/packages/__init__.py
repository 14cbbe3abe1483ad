"""Plan packages: a folder of data for each plan, read and checked as a whole."""
