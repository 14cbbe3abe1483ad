"""Loads the block's verbs and facts at start-up."""

from importlib import import_module

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Reported numbers and attested matters."""

    name = "keqiao.blocks.returns"

    def ready(self) -> None:
        """Import what declares verbs, facts and how records are named, so that they stand in their registers."""
        import_module("keqiao.blocks.returns.verbs")
        import_module("keqiao.blocks.returns.facts")
        import_module("keqiao.blocks.returns.records")
        import_module("keqiao.blocks.returns.programmes")
        import_module("keqiao.blocks.returns.successions")
