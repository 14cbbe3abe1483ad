"""Loads the room's verbs, facts and pages at start-up."""

from importlib import import_module

from django.apps import AppConfig

MODULES: tuple[str, ...] = (
    "rules",
    "planning",
    "convening",
    "agenda",
    "leaves",
    "door",
    "presence",
    "running",
    "decisions",
    "calendars",
    "notices",
    "reminding",
    "facts",
    "records",
    "offered",
    "pages.places",
)


class MeetingsConfig(AppConfig):
    """How a body is convened and meets: convening, agenda, leave, check-in, quorum, decisions, minutes."""

    name = "keqiao.blocks.assemblies.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Import what stands in registers."""
        for module in MODULES:
            import_module(f"{self.name}.{module}")
