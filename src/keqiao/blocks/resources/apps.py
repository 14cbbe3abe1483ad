"""Loads the block's verbs and facts at start-up."""

from importlib import import_module

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Titles and what was published under them."""

    name = "keqiao.blocks.resources"

    def ready(self) -> None:
        """Import what declares verbs, facts and how records are named, so that they stand in their registers."""
        import_module("keqiao.blocks.resources.verbs")
        import_module("keqiao.blocks.resources.facts")
        import_module("keqiao.blocks.resources.records")
        import_module("keqiao.blocks.resources.programmes")
        import_module("keqiao.blocks.resources.acts")
        import_module("keqiao.blocks.resources.successions")
