"""The floor of the congress, for everything about motions."""

from blocks.assemblies.motions.given import floor  # noqa: F401 - a fixture, found by name
