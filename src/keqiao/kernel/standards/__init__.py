"""National standards and written conventions as plain Python: numbers, dates, names, codes. No Django here."""
