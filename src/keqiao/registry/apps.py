"""Loads the verbs and facts of the kernel's nouns at start-up."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = (
    "exports",
    "organisations",
    "links",
    "successions",
    "founding",
    "departments",
    "staffing",
    "keydates",
    "people",
    "particulars",
    "duplicates",
    "segments",
    "posts",
    "memberships",
    "divisions",
    "money",
    "files",
    "access",
    "keys",
    "identities",
    "unit_lists",
    "units",
    "cited_numbers",
    "faces",
    "entering",
    "accounts",
    "factors",
    "passkeys",
    "contacts",
    "realnames",
    "employers",
    "audit",
    "admissions",
)
FACTS = (
    "posts",
    "secondments",
    "organisations",
    "divisions",
    "populations",
    "links",
    "memberships",
    "funding",
    "units",
    "unit_coverage",
    "cited_numbers",
)
ACTS = (
    "organisations",
    "people",
    "units",
    "faces",
    "accounts",
    "registrations",
    "grants",
)
LISTS = ("people", "memberships", "posts", "organisations", "units", "funding")  # kinds that can be brought in


class RegistryConfig(AppConfig):
    """The registry: verbs, facts, importers and pages of the kernel's nouns."""

    name = "keqiao.registry"

    def ready(self) -> None:
        """Import what declares verbs, facts and how records are named, so that they stand in their registers."""
        for module in VERBS:
            import_module(f"keqiao.registry.verbs.{module}")
        for module in FACTS:
            import_module(f"keqiao.registry.facts.{module}")
        for module in ACTS:
            import_module(f"keqiao.registry.acts.{module}")
        import_module("keqiao.registry.records")
        import_module("keqiao.registry.programmes")
        import_module("keqiao.registry.messages")
        import_module("keqiao.registry.alike.pairs")
        import_module("keqiao.registry.many.verbs")
        import_module("keqiao.registry.handovers")
        for module in ("people", "registrations"):
            import_module(f"keqiao.registry.imports.{module}")
        import_module("keqiao.registry.exported")
        for module in LISTS:
            import_module(f"keqiao.registry.imports.tables.{module}")
        from keqiao.kernel.health.examine import register_check  # noqa: PLC0415 - the same
        from keqiao.look.menus import register_menu_item  # noqa: PLC0415 - its models need the applications loaded
        from keqiao.look.panels import register_panel  # noqa: PLC0415 - the same

        from .door_checks import check_doors  # noqa: PLC0415 - the same
        from .pages.admissions import admissions_panel  # noqa: PLC0415 - the same
        from .pages.faces import ways  # noqa: PLC0415 - the same
        from .pages.looks import looks_panel  # noqa: PLC0415 - the same
        from .pages.realnames import registration_panel  # noqa: PLC0415 - the same

        register_check(check_doors)
        register_panel("organisation", "admissions", _("纸质登录码"), admissions_panel, order=95)
        from .pages.registrations import domains_panel  # noqa: PLC0415 - the same

        register_panel("organisation", "ways", _("更多"), ways, order=90)
        register_panel("organisation", "mail-domains", _("单位邮箱域名"), domains_panel, order=90)
        register_panel("home", "registration", _("登记进度"), registration_panel, order=70)
        register_panel("home", "looks", _("谁看过我的记录"), looks_panel, order=80)
        register_menu_item(
            "desk", pgettext_lazy("many", "人员"), "registry:people", needs="people.see", order=20, icon="people"
        )
        register_menu_item("desk", _("系统状况"), "registry:health", needs="system.manage", order=85, icon="chart")
        register_menu_item("desk", _("审计记录"), "registry:audit", needs="audit.see", order=80, icon="tasks")
        register_menu_item("desk", _("导入"), "registry:imports", needs="people.import", order=30, icon="upload")
        register_menu_item(
            "desk", pgettext_lazy("many", "单位"), "organisations", needs="records.see", order=40, icon="tree"
        )
        register_menu_item("desk", _("单位名单"), "registry:unit_lists", needs="records.see", order=44, icon="file")
        register_menu_item("portal", _("找科协组织"), "lookup", order=29, icon="search")
        register_menu_item(
            "desk", _("登记核验"), "registry:registrations", needs="people.manage", order=50, icon="person"
        )
        register_menu_item("desk", _("授权"), "registry:grants", needs="grants.manage", order=65, icon="check")
        register_menu_item("desk", _("账号"), "registry:accounts", needs="grants.manage", order=60, icon="person")
        register_menu_item("desk", _("要事提醒"), "registry:key_dates", needs="records.see", order=47, icon="calendar")
        register_menu_item("portal", pgettext_lazy("many", "单位"), "organisations", order=30, icon="tree")
