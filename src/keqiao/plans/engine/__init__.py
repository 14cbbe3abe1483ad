"""The engine: rules, counting, figures. Plain Python; it knows no web framework and no model."""
