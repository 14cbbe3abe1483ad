"""Loads the block's verbs, facts and pages at start-up."""

from importlib import import_module

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Reported numbers, attested matters, and the forms that others ask for."""

    name = "keqiao.blocks.returns"

    def ready(self) -> None:
        """Import what declares verbs, facts, acts and how records are named, so that they stand in their registers."""
        for module in ("verbs", "facts", "records", "programmes", "successions", "forms.verbs", "pages.places"):
            import_module(f"keqiao.blocks.returns.{module}")
