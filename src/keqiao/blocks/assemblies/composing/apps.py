"""Loads the room's verbs, facts and pages at start-up."""

from importlib import import_module

from django.apps import AppConfig

MODULES = (
    "seats",
    "publishing",
    "lists",
    "review",
    "approval",
    "vacancies",
    "seating",
    "opening",
    "congress",
    "arranging",
    "facts",
    "records",
    "programmes",
    "successions",
    "offered",
    "elected",
    "pages.panels",
    "pages.publicity",
    "pages.home",
)


class ComposingConfig(AppConfig):
    """Seats allotted, lists reported, merged, consulted on, published, examined and approved: the making of a body."""

    name = "keqiao.blocks.assemblies.composing"
    label = "composing"

    def ready(self) -> None:
        """Import what stands in registers."""
        for module in MODULES:
            import_module(f"{self.name}.{module}")
