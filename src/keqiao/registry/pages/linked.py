"""Whom an organisation is linked to, by what each is to the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Link, LinkKind, Organisation
from keqiao.kernel.organisations.tree import today

from .reach import links_to

SHOWN_AT_ONCE = 12

# What the others are, seen from the organisation that a tie goes out from, and from the one it goes to.
HEADINGS: dict[LinkKind, tuple[Promise, Promise]] = {
    LinkKind.GROUP_MEMBER: (_("作为团体会员加入"), _("团体会员")),
    LinkKind.HOST: (_("挂靠单位"), _("挂靠在本单位")),
    LinkKind.SUPERVISES: (_("业务指导对象"), _("业务指导单位")),
    LinkKind.UPLINK: (_("对口上级学会"), _("对口下级学会")),
    LinkKind.CONSORTIUM: (_("所在联合体（联盟）"), _("联合体（联盟）成员")),
    LinkKind.COVERS: (_("覆盖的单位"), _("覆盖本单位的组织")),
    LinkKind.PARTY_ORGANISATION_OF: (_("所属单位"), _("党组织")),
    LinkKind.CONTACT: (_("联系单位"), _("联系单位")),
    LinkKind.PARTNER: (_("合作共建单位"), _("合作共建单位")),
}

Entry = tuple[Organisation, str]  # an organisation and its page, empty where the reader may not open it


@dataclass(frozen=True)
class LinkPart:
    """The organisations of one heading."""

    title: str
    entries: Sequence[Entry]

    @property
    def first(self) -> Sequence[Entry]:
        """Those shown at once."""
        return self.entries[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> Sequence[Entry]:
        """Those that unfold."""
        return self.entries[SHOWN_AT_ONCE:]


def links_of(request: HttpRequest, one: Organisation) -> list[LinkPart]:
    """The ties of today by heading, the others in administrative order."""
    ties = Link.objects.filter(holds_on(today()), Q(source=one) | Q(target=one)).select_related("source", "target")
    by_heading: dict[str, dict[int, Organisation]] = defaultdict(dict)
    for tie in ties:
        outward = tie.source_id == one.pk
        other = tie.target if outward else tie.source
        by_heading[str(HEADINGS[LinkKind(tie.kind)][0 if outward else 1])][other.pk] = other
    pages = links_to(request, [other for others in by_heading.values() for other in others.values()])
    headings = dict.fromkeys(str(heading) for pair in HEADINGS.values() for heading in pair)
    return [
        LinkPart(heading, [(other, pages.get(other.pk, "")) for other in _in_order(by_heading[heading])])
        for heading in headings
        if heading in by_heading
    ]


def _in_order(others: dict[int, Organisation]) -> list[Organisation]:
    return sorted(others.values(), key=lambda other: other.code)
