"""Loads the block's verbs and facts at start-up."""

from importlib import import_module

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """Projects and prizes that were granted."""

    name = "keqiao.blocks.calls"

    def ready(self) -> None:
        """Import what declares verbs, facts and how records are named, so that they stand in their registers."""
        import_module("keqiao.blocks.calls.verbs")
        import_module("keqiao.blocks.calls.facts")
        import_module("keqiao.blocks.calls.records")
        import_module("keqiao.blocks.calls.programmes")
        import_module("keqiao.blocks.calls.acts")
        import_module("keqiao.blocks.calls.successions")
