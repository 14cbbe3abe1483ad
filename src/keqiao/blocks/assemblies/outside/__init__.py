"""What an association has to do with Party committee, government, people's congress and consultative conference."""
