"""Activities, where and for whom they were held."""
