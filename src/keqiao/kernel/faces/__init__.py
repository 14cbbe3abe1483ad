"""What an organisation shows of itself to everybody, as far as it agreed to."""
