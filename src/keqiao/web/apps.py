"""The web floor as a Django application: its entries in the menus."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Start pages of portal, home and desk."""

    name = "keqiao.web"
    label = "web"

    def ready(self) -> None:
        """Put the desk into its own menu and into the reader's."""
        from keqiao.kernel.access.sessions import watch_logins  # noqa: PLC0415 - models need the applications loaded
        from keqiao.look.menus import register_menu_item  # noqa: PLC0415 - the same
        from keqiao.look.panels import register_panel  # noqa: PLC0415 - the same

        from .home import posts_panel  # noqa: PLC0415 - the same

        watch_logins()
        register_panel("home", "posts", _("我的职务"), posts_panel, order=50)
        register_menu_item("portal", _("首页"), "portal", order=10, icon="home")
        register_menu_item("home", _("首页"), "portal", order=10, icon="home")
        register_menu_item("home", _("我的"), "home", needs="login", order=90, icon="person")
        register_menu_item("user", _("我的"), "home", needs="login", order=20, icon="person")
        register_menu_item("user", _("我的账号"), "account", needs="login", order=30, icon="person")
        register_menu_item("desk", _("工作台"), "desk", needs="login", order=10, icon="home")
        register_menu_item("user", _("工作台"), "desk", needs="login", order=10, icon="home")
