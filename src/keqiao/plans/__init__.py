"""Reform plans: packages of data, and the engine that measures them from records."""
