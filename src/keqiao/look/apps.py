"""The look as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Brings the components, the bundle and the translations of the look."""

    name = "keqiao.look"
    label = "look"
    verbose_name = "Look"
