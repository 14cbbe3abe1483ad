"""Loads the room's verbs, facts and pages at start-up."""

from importlib import import_module

from django.apps import AppConfig

MODULES: tuple[str, ...] = (
    "rules",
    "filing",
    "signing",
    "checking",
    "assigning",
    "replying",
    "raising",
    "table",
    "messages",
    "reminding",
    "facts",
    "records",
    "offered",
    "pages.places",
)


class MotionsConfig(AppConfig):
    """Motions and proposals: signed together, assigned, answered by a day, judged by each who signed."""

    name = "keqiao.blocks.assemblies.motions"
    label = "motions"

    def ready(self) -> None:
        """Import what stands in registers."""
        for module in MODULES:
            import_module(f"{self.name}.{module}")
