"""Roles and the needs they satisfy. A need has one name in code, permission, audit and docs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class Role:
    """A named set of needs that a grant gives on an organisation (and its subtree).

    ``export_rows``: so many rows of a list may leave in one file.
    """

    code: str
    zh: str
    en: str
    needs: frozenset[str]
    export_rows: int = 0


READING = frozenset({"figures.see", "records.see"})
# What of a person one sees, from what stands on every list to what is sealed. Each is a need of its own.
NAMES = frozenset({"people.see"})  # name, unit, position
PRIVATE = frozenset({"people.private"})  # sex, birth, ethnicity, political affiliation, titles, degrees
CONTACT = frozenset({"people.contact"})  # mobile number, e-mail
IDENTITY = frozenset({"people.identity"})  # the ID number in clear, each look with a reason
CLERK_NEEDS = frozenset(
    {
        "people.manage",
        "people.import",
        "posts.manage",
        "organisations.manage",
        "units.manage",
        "memberships.manage",
        "money.manage",
        "files.manage",
        "meetings.manage",
        "slates.manage",
        "elections.manage",
        "duties.record",
        "motions.manage",
        "places.manage",
        "activities.manage",
        "resources.manage",
        "calls.manage",
        "returns.report",
        "attestations.submit",
        "plans.draft",
        "figures.send",
        "programmes.manage",
        "supervision.manage",
        "exports.take",
    }
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("reader", _("查阅人员"), "reader", READING),
        Role("clerk", _("经办人员"), "clerk", READING | NAMES | PRIVATE | CONTACT | CLERK_NEEDS, export_rows=5000),
        Role(
            "leader",
            _("分管领导"),
            "leader in charge",
            READING
            | NAMES
            | PRIVATE
            | frozenset(
                {
                    "elections.approve",
                    "meetings.convene",
                    "returns.approve",
                    "duties.assess",
                    "units.approve",
                    "organisations.publish",
                    "attestations.approve",
                    "plans.draft",
                    "plans.install",
                    "programmes.manage",
                    "supervision.manage",
                    "supervision.approve",
                    "slates.approve",
                    "motions.approve",
                    "figures.confirm",
                    "figures.send",
                    "figures.publish",
                    "exports.take",
                    "privacy.see",
                    "privacy.approve",
                }
            ),
            export_rows=1000,
        ),
        Role(
            "registrar",
            _("登记员"),
            "registrar",
            frozenset({"records.see", "people.manage"}) | NAMES | PRIVATE | CONTACT | IDENTITY,
        ),
        Role(
            "privacy_officer",
            _("个人信息保护负责人"),
            "personal information officer",
            frozenset({"privacy.manage", "privacy.see"}),
        ),
        Role("system_admin", _("系统管理员"), "system administrator", frozenset({"system.manage", "divisions.manage"})),
        Role("security_admin", _("安全管理员"), "security administrator", frozenset({"grants.manage"})),
        Role("audit_admin", _("审计管理员"), "audit administrator", frozenset({"audit.see"})),
    )
}

# Three people, never one (GB/T 22239 level 3).
EXCLUSIVE = frozenset({"system_admin", "security_admin", "audit_admin"})

ALL_NEEDS = frozenset().union(*(role.needs for role in ROLES.values()))
