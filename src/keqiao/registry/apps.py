"""Loads the verbs of the kernel's nouns at start-up."""

from importlib import import_module

from django.apps import AppConfig

VERBS = ("organisations", "people", "posts", "memberships", "divisions", "money", "files", "access")


class RegistryConfig(AppConfig):
    """The registry: verbs, importers and pages of the kernel's nouns."""

    name = "keqiao.registry"

    def ready(self) -> None:
        """Import every module that declares verbs, so that they stand in the register."""
        for module in VERBS:
            import_module(f"keqiao.registry.verbs.{module}")
        import_module("keqiao.registry.imports.people")
