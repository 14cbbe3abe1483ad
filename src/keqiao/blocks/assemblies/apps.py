"""Loads the block's verbs and facts at start-up."""

from importlib import import_module

from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    """Meetings, who came, and what delegates and members did."""

    name = "keqiao.blocks.assemblies"

    def ready(self) -> None:
        """Import what declares verbs, facts and how records are named, so that they stand in their registers."""
        import_module("keqiao.blocks.assemblies.verbs")
        import_module("keqiao.blocks.assemblies.facts")
        import_module("keqiao.blocks.assemblies.records")
        import_module("keqiao.blocks.assemblies.programmes")
        import_module("keqiao.blocks.assemblies.forms")
        import_module("keqiao.blocks.assemblies.acts")
        import_module("keqiao.blocks.assemblies.pages.hub")
