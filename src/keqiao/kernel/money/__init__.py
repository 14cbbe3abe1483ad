"""Money that plans ask for, in fen."""
