"""Loads the room's verbs, facts and pages at start-up."""

from importlib import import_module

from django.apps import AppConfig

MODULES: tuple[str, ...] = (
    "verbs",
    "consulting",
    "facts",
    "records",
    "successions",
    "programmes",
    "offered",
    "pages.places",
)


class OutsideConfig(AppConfig):
    """Leaders in charge, hearings, seats in congress and conference, consultation."""

    name = "keqiao.blocks.assemblies.outside"
    label = "outside"

    def ready(self) -> None:
        """Import what stands in registers."""
        for module in MODULES:
            import_module(f"{self.name}.{module}")
