"""Pages of an association's dealings with Party committee, government, congress and conference."""
