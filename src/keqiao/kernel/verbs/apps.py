"""Puts the write guard in place at start-up."""

from django.apps import AppConfig

from .guard import watch_connections


class VerbsConfig(AppConfig):
    """The verbs room."""

    name = "keqiao.kernel.verbs"

    def ready(self) -> None:
        """Watch connections from the first one on."""
        watch_connections()
