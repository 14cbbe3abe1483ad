"""What comes in and goes out in the world's own forms: spreadsheets, official documents."""
