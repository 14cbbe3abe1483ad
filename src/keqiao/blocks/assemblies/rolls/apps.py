"""Loads the room's verbs and pages at start-up."""

from importlib import import_module

from django.apps import AppConfig


class RollsConfig(AppConfig):
    """Public rolls of bodies."""

    name = "keqiao.blocks.assemblies.rolls"
    label = "rolls"

    def ready(self) -> None:
        """Import what stands in registers."""
        for module in ("verbs", "pages.places"):
            import_module(f"{self.name}.{module}")
