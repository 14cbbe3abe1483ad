"""Loads the room's verbs, facts and pages at start-up."""

from importlib import import_module

from django.apps import AppConfig

MODULES: tuple[str, ...] = (
    "opening",
    "steps",
    "papers",
    "governing",
    "documents",
    "exported",
    "reminders",
    "facts",
    "societyfacts",
    "records",
    "programmes",
    "successions",
    "acts",
    "pages.panels",
    "pages.checkup",
)


class RenewalConfig(AppConfig):
    """Bodies renewed in time: the way from a term's end to its filing, its papers, and who may hold what."""

    name = "keqiao.blocks.assemblies.renewal"
    label = "renewal"

    def ready(self) -> None:
        """Import what stands in registers."""
        for module in MODULES:
            import_module(f"{self.name}.{module}")
