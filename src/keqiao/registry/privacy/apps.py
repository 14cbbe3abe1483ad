"""Loads what personal information declares at start-up."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

VERBS = ("purposes", "consents", "requests", "erasure", "retention", "assessments", "incidents")


class RegistryPrivacyConfig(AppConfig):
    """Personal information: verbs, pages, panels and the register of what is held."""

    name = "keqiao.registry.privacy"
    label = "registry_privacy"

    def ready(self) -> None:
        """Import what declares verbs, acts and how records are told, and put the pages into the menus."""
        for module in VERBS:
            import_module(f"keqiao.registry.privacy.verbs.{module}")
        for module in ("acts", "deletions", "kinds"):
            import_module(f"keqiao.registry.privacy.{module}")
        from keqiao.look.menus import register_menu_item  # noqa: PLC0415 - its models need the applications loaded

        register_menu_item("user", _("关于我的信息"), "about_me", needs="login", order=25, icon="info")
        register_menu_item("desk", _("个人信息请求"), "data_requests", needs="people.manage", order=70, icon="person")
        register_menu_item("desk", _("个人信息保护"), "purposes", needs="privacy.manage", order=71, icon="file")
        register_menu_item("desk", _("影响评估"), "assessments", needs="privacy.approve", order=72, icon="file")
