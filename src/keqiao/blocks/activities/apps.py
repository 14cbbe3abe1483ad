"""Loads the block's verbs and facts at start-up."""

from importlib import import_module

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """What was held, for whom and where."""

    name = "keqiao.blocks.activities"

    def ready(self) -> None:
        """Import what declares verbs, facts and how records are named, so that they stand in their registers."""
        import_module("keqiao.blocks.activities.verbs")
        import_module("keqiao.blocks.activities.facts")
        import_module("keqiao.blocks.activities.records")
        import_module("keqiao.blocks.activities.programmes")
        import_module("keqiao.blocks.activities.acts")
        import_module("keqiao.blocks.activities.successions")
