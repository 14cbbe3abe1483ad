"""The small plan that starts programmes of blocks."""

from plans.starting import starting  # noqa: F401 - a fixture, found by name
