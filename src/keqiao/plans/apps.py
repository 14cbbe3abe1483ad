"""Plans as a Django application: tallies, and the pages that show figures."""

from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The plans' floor."""

    name = "keqiao.plans"
    label = "plans"

    def ready(self) -> None:
        """Put the entries of the menu and the panels of other pages in place."""
        for module in (
            "issued",
            "programmes.install",
            "programmes.verbs",
            "programmes.offered",
            "pages.places",
            "pages.panels",
            "reports.verbs",
            "snapshots.take",
        ):
            import_module(f"keqiao.plans.{module}")
