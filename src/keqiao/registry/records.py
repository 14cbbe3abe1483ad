"""How the records behind figures are named, for the facts of the kernel's nouns. Each answers in one or two queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.kernel.divisions.models import Division, Population
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.money.models import Funding
from keqiao.kernel.organisations.models import Link, Organisation
from keqiao.kernel.posts.models import Post, Secondment
from keqiao.kernel.standards.names import pad_name
from keqiao.kernel.units.models import CitedNumber, Unit
from keqiao.look.formats import plain, yuan
from keqiao.plans.records import RecordLine, describes
from keqiao.registry.facts import funding, links, memberships, secondments, units
from keqiao.registry.facts.columns import LEVELS, ORGANISATION_KINDS
from keqiao.registry.holders import holders
from keqiao.registry.wording import joined, organisation_url, source_class_word, span, word

Lines = Mapping[int, RecordLine]


def describe_posts(ids: Sequence[int]) -> Lines:
    """Person, unit and position, by source class."""
    return {
        held.post.pk: RecordLine(
            held.listed_name,
            f"{held.work.unit_name} {held.work.position}".strip() if held.work is not None else "",
            source_class_word(held.source_class),
        )
        for held in holders(Post.objects.filter(pk__in=ids))
    }


def describe_secondments(ids: Sequence[int]) -> Lines:
    """Person, the other unit and the time, by direction."""
    found = Secondment.objects.filter(pk__in=ids).select_related("person")
    return {
        one.pk: RecordLine(
            pad_name(one.person.name),
            joined(one.other, span(one.starts, one.ends)),
            word(secondments.DIRECTIONS, one.direction),
        )
        for one in found
    }


def describe_organisations(ids: Sequence[int]) -> Lines:
    """Name and page, by kind."""
    found = Organisation.objects.filter(pk__in=ids)
    return {
        one.pk: RecordLine(one.name, word(LEVELS, one.level), word(ORGANISATION_KINDS, one.kind), organisation_url(one))
        for one in found
    }


def describe_divisions(ids: Sequence[int]) -> Lines:
    """Name, by level."""
    found = Division.objects.filter(pk__in=ids)
    return {one.pk: RecordLine(one.name, one.code, word(LEVELS, one.level)) for one in found}


def describe_populations(ids: Sequence[int]) -> Lines:
    """Division and number, by level."""
    found = Population.objects.filter(pk__in=ids).select_related("division")
    return {one.pk: RecordLine(one.division.name, _people(one), word(LEVELS, one.division.level)) for one in found}


def describe_links(ids: Sequence[int]) -> Lines:
    """Both organisations, by kind of the tie."""
    found = Link.objects.filter(pk__in=ids).select_related("source", "target")
    return {
        one.pk: RecordLine(
            f"{one.source.name} → {one.target.name}",
            span(one.starts, one.ends),
            word(links.LINK_KINDS, one.kind),
            organisation_url(one.source),
        )
        for one in found
    }


def describe_memberships(ids: Sequence[int]) -> Lines:
    """Member and time, by class."""
    found = Membership.objects.filter(pk__in=ids).select_related("person", "member")
    return {one.pk: _membership(one) for one in found}


def describe_funding(ids: Sequence[int]) -> Lines:
    """Year, amount and purpose, by source."""
    found = Funding.objects.filter(pk__in=ids)
    return {
        one.pk: RecordLine(
            _("%(year)d年%(purpose)s") % {"year": one.year, "purpose": word(funding.PURPOSES, one.purpose or "other")},
            joined(yuan(one.amount), one.note),
            word(funding.KINDS, one.kind),
        )
        for one in found
    }


def describe_units(ids: Sequence[int]) -> Lines:
    """Name, division and page, by kind of list."""
    found = Unit.objects.filter(pk__in=ids).select_related("list", "division")
    return {
        one.pk: RecordLine(
            one.name,
            joined(str(one.division or ""), one.code),
            word(units.UNIT_KINDS, one.list.kind),
            reverse("registry:unit", args=[one.public_id]),
        )
        for one in found
    }


def describe_cited_numbers(ids: Sequence[int]) -> Lines:
    """The number, and where it stands written."""
    found = CitedNumber.objects.filter(pk__in=ids)
    return {one.pk: RecordLine(str(one), one.source, word(units.UNIT_KINDS, one.kind)) for one in found}


def _membership(one: Membership) -> RecordLine:
    group, since = word(memberships.CLASSES, one.kind), span(one.starts, one.ends)
    if one.member is not None:
        return RecordLine(one.member.name, since, group, organisation_url(one.member))
    return RecordLine(pad_name(one.person.name) if one.person is not None else "", since, group)


def _people(one: Population) -> str:
    return _("%(year)d年%(people)s人") % {"year": one.year, "people": plain(one.people)}


describes("posts", describe_posts, names_persons=True)
describes("secondments", describe_secondments, names_persons=True)
describes("organisations", describe_organisations)
describes("divisions", describe_divisions)
describes("populations", describe_populations)
describes("links", describe_links)
describes("memberships", describe_memberships, names_persons=True)
describes("funding", describe_funding)
describes("units", describe_units)
describes("unit_coverage", describe_units)
describes("cited_numbers", describe_cited_numbers)
