"""Where plans appear beside their own pages: the portal's and the desk's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.look.menus import register_menu_item

register_menu_item("portal", _("改革任务进展"), "plans", order=20, icon="chart")
register_menu_item("desk", _("改革任务进展"), "plans", needs="figures.see", order=20, icon="chart")
register_menu_item("desk", _("起草方案包"), "plan_drafts", needs="plans.draft", order=49, icon="file")
