"""Loads the room's verbs, facts and pages at start-up."""

from importlib import import_module

from django.apps import AppConfig

MODULES: tuple[str, ...] = (
    "rules",
    "reports",
    "assessing",
    "reminding",
    "absences",
    "rota",
    "studios",
    "committees",
    "papers",
    "secondment_rules",
    "secondments",
    "party",
    "facts",
    "records",
    "successions",
    "programmes",
    "offered",
    "pages.panels",
)


class ServiceConfig(AppConfig):
    """What office-holders owe and do: duties, rotas, studios, special committees, absences, hearings."""

    name = "keqiao.blocks.assemblies.service"
    label = "service"

    def ready(self) -> None:
        """Import what stands in registers."""
        for module in MODULES:
            import_module(f"{self.name}.{module}")
