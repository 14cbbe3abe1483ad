"""Supervision as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Tasks, ledgers, inspections, goals and reports."""

    name = "keqiao.plans.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Put verbs, offers, panels and menu entries in place."""
        for module in (
            "tasks",
            "handed_down",
            "notes",
            "checks",
            "sendings",
            "goals",
            "report_verbs",
            "reminders",
            "offered",
            "pages.places",
        ):
            import_module(f"keqiao.plans.supervision.{module}")
