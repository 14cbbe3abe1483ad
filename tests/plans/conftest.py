"""The engines that must agree."""

from plans.databases import database  # noqa: F401 - a fixture, found by name
from plans.municipal import municipal, only_liuzhou  # noqa: F401 - fixtures, found by name
from plans.reported import chair, county_chair, two_plans  # noqa: F401 - fixtures, found by name
from plans.starting import starting  # noqa: F401 - a fixture, found by name
