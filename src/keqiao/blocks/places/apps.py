"""Loads the block's verbs and facts at start-up."""

from importlib import import_module

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Places of popularisation and work."""

    name = "keqiao.blocks.places"

    def ready(self) -> None:
        """Import what declares verbs, facts and how records are named, so that they stand in their registers."""
        import_module("keqiao.blocks.places.verbs")
        import_module("keqiao.blocks.places.facts")
        import_module("keqiao.blocks.places.records")
        import_module("keqiao.blocks.places.programmes")
        import_module("keqiao.blocks.places.acts")
        import_module("keqiao.blocks.places.successions")
