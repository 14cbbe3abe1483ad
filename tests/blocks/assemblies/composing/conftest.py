"""A congress in the making, and the city's plan alone."""

from blocks.assemblies.composing.given import congress  # noqa: F401 - a fixture, found by name
from plans.municipal import only_liuzhou  # noqa: F401 - a fixture, found by name
