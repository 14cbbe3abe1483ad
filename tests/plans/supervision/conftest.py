"""The city's books, for everything that is supervised."""

from plans.supervision.given import book  # noqa: F401 - a fixture, found by name
