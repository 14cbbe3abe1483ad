"""Loads the room's verbs, facts and pages at start-up."""

from importlib import import_module

from django.apps import AppConfig

MODULES: tuple[str, ...] = (
    "verbs.preparing",
    "verbs.voting",
    "verbs.settling",
    "verbs.repeating",
    "verbs.announcing",
    "following",
    "facts",
    "records",
    "offered",
    "outcomes",
    "pages.panels",
)


class ElectionsConfig(AppConfig):
    """Elections and votes: rules, candidates, tellers, secret ballots, paper counts, results."""

    name = "keqiao.blocks.assemblies.elections"
    label = "elections"

    def ready(self) -> None:
        """Import what stands in registers."""
        for module in MODULES:
            import_module(f"{self.name}.{module}")
