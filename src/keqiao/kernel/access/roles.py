"""Roles and the needs they satisfy. A need has one name in code, permission, audit and docs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class Role:
    """A named set of needs that a grant gives on an organisation (and its subtree)."""

    code: str
    zh: str
    en: str
    needs: frozenset[str]


READING = frozenset({"figures.see", "records.see"})
NAMES = frozenset({"people.see"})
CLERK_NEEDS = frozenset(
    {
        "people.manage",
        "people.import",
        "posts.manage",
        "organisations.manage",
        "memberships.manage",
        "money.manage",
        "files.manage",
        "meetings.manage",
        "duties.record",
        "places.manage",
        "activities.manage",
        "resources.manage",
        "calls.manage",
        "returns.report",
        "attestations.submit",
        "figures.send",
    }
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("reader", _("查阅人员"), "reader", READING),
        Role("clerk", _("经办人员"), "clerk", READING | NAMES | CLERK_NEEDS),
        Role(
            "leader",
            _("分管领导"),
            "leader in charge",
            READING
            | NAMES
            | frozenset(
                {
                    "returns.approve",
                    "attestations.approve",
                    "plans.install",
                    "figures.confirm",
                    "figures.send",
                    "figures.publish",
                }
            ),
        ),
        Role("system_admin", _("系统管理员"), "system administrator", frozenset({"system.manage", "divisions.manage"})),
        Role("security_admin", _("安全管理员"), "security administrator", frozenset({"grants.manage"})),
        Role("audit_admin", _("审计管理员"), "audit administrator", frozenset({"audit.see"})),
    )
}

# Three people, never one (GB/T 22239 level 3).
EXCLUSIVE = frozenset({"system_admin", "security_admin", "audit_admin"})

ALL_NEEDS = frozenset().union(*(role.needs for role in ROLES.values()))
