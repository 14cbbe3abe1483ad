"""The public roll of the city's congress: the clerk asked for it, the leader approved."""

from __future__ import annotations

from keqiao.blocks.assemblies.rolls.verbs import propose_roll, publish_roll
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.verbs.contract import Act, Actor


def build_rolls(stage: Stage) -> None:
    """Whoever signed the sheet is named; the others aren't."""
    body = stage.bodies[CITY, "congress"]
    roll = propose_roll(Act(Actor(stage.users["clerk"]), "cli"), body, {"purpose": "publish-lists"})
    publish_roll(Act(Actor(stage.users["leader"]), "cli"), roll)
