"""Loads the room's verbs, facts and pages at start-up."""

from importlib import import_module

from django.apps import AppConfig

MODULES: tuple[str, ...] = ("verbs", "offered", "records", "successions", "pages.listed", "pages.home")


class DrawsConfig(AppConfig):
    """Fair draws of panels, reviewers, tellers and samples, which anyone can compute again."""

    name = "keqiao.blocks.assemblies.draws"
    label = "draws"

    def ready(self) -> None:
        """Import what stands in registers."""
        for module in MODULES:
            import_module(f"{self.name}.{module}")
