"""Plans as a Django application: tallies, and the pages that show figures."""

from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The plans' floor."""

    name = "keqiao.plans"
    label = "plans"

    def ready(self) -> None:
        """Put the entries of the menu and the panels of other pages in place."""
        modules = (
            "issued",
            "programmes.install",
            "programmes.verbs",
            "programmes.offered",
            "pages.places",
            "pages.panels",
            "reports.verbs",
            "snapshots.take",
        )
        verbs = ("drafts", "findings", "publishing")
        for module in (*modules, *(f"drafting.verbs.{name}" for name in verbs)):
            import_module(f"keqiao.plans.{module}")
