"""The templates of the register: networks of organisations, links, members, posts, secondments, money and lists."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.kernel.memberships.models import MemberClass
from keqiao.kernel.money.models import FundingKind, Purpose
from keqiao.kernel.organisations.models import LinkKind, OrganisationKind
from keqiao.kernel.posts.models import BodyKind, SecondmentDirection
from keqiao.kernel.posts.models import Role as PostRole
from keqiao.kernel.units.models import UnitKind
from keqiao.plans.programmes.templates import Counted, Settings, Template, register_template, rule


class NetworkSettings(Settings):
    """The kind of organisations that are to exist below."""

    kind: OrganisationKind


class LinkSettings(Settings):
    """Which links the organisation keeps, and with what."""

    kind: LinkKind
    other_kind: OrganisationKind | None = None


class MemberSettings(Settings):
    """Which members it takes in."""

    member_class: MemberClass | None = None


class PostSettings(Settings):
    """Which posts are to be held."""

    body: BodyKind
    role: PostRole | None = None
    part_time: bool = False
    resident: bool = False


class SecondmentSettings(Settings):
    """Which way people are seconded."""

    direction: SecondmentDirection | None = None


class FundingSettings(Settings):
    """Which money is to be there."""

    kind: FundingKind | None = None
    purpose: Purpose | None = None


class ListSettings(Settings):
    """Which list of units is kept."""

    kind: UnitKind


def network(settings: NetworkSettings) -> Counted:
    """Organisations of the kind in the association's area; those that other associations lead are theirs to report."""
    return {"of": "organisations", "where": rule(kind=settings.kind), "scope": "below"}


def links(settings: LinkSettings) -> Counted:
    """Links of the kind."""
    return {"of": "links", "where": rule(kind=settings.kind, other_kind=settings.other_kind)}


def members(settings: MemberSettings) -> Counted:
    """Members of the class."""
    return {"of": "memberships", "where": rule(**{"class": settings.member_class})}


def posts(settings: PostSettings) -> Counted:
    """Posts held now."""
    flags = [name for name in ("part_time", "resident") if getattr(settings, name)]
    return {"of": "posts", "where": rule(*flags, body=settings.body, role=settings.role, term="current")}


def secondments(settings: SecondmentSettings) -> Counted:
    """Secondments begun."""
    return {"of": "secondments", "where": rule(direction=settings.direction)}


def funding(settings: FundingSettings) -> Counted:
    """Entries of money."""
    return {"of": "funding", "where": rule(kind=settings.kind, purpose=settings.purpose)}


def unit_list(settings: ListSettings) -> Counted:
    """Units on the list."""
    return {"of": "units", "where": rule(kind=settings.kind)}


register_template(Template("registry.organisations", _("组织网络"), NetworkSettings, network))
register_template(Template("registry.links", _("单位联系"), LinkSettings, links))
register_template(Template("registry.members", _("会员发展"), MemberSettings, members))
register_template(Template("registry.posts", _("岗位设置"), PostSettings, posts))
register_template(Template("registry.secondments", _("挂职交流"), SecondmentSettings, secondments))
register_template(Template("registry.funding", _("经费安排"), FundingSettings, funding))
register_template(Template("registry.list", _("单位名单"), ListSettings, unit_list))
