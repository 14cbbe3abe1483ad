"""What plans in force demand of an organisation on one topic: for pages that show a bound beside what is recorded."""

from __future__ import annotations

from keqiao.kernel.organisations.tree import today
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.evaluate import ask
from keqiao.plans.engine.inheritance import standing
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.world import Installation


def demanded(topic: str, organisation: int) -> list[tuple[Package, Commitment]]:
    """The commitments on a topic that an organisation (its id) owes today: the nearest plan's, and floors above."""
    packages = {package.id: package for package in library().all() if package.state != "draft"}
    world = Installation()
    asked = [
        one
        for package in packages.values()
        for one in ask(
            [made for made in package.commitments if made.topic == topic],
            package.scope,
            world,
            today(),
            [organisation],
        )
    ]
    kept = standing(asked, {name: package.terms for name, package in packages.items()}, world)
    return [(packages[one.scope.plan], one.commitment) for one in kept if one.subjects]
