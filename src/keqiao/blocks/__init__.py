"""The blocks: one folder for each kind of work that plans call for."""
