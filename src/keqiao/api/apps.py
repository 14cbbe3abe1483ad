"""The API floor as a Django application: its texts."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for programs."""

    name = "keqiao.api"
    label = "api"
