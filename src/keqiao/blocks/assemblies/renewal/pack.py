"""换届材料: what each paper says as far as records know it, and in words what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.divisions.models import Level
from keqiao.kernel.money.models import Funding
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import Organisation, OrganisationKind, Placement
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import BodyKind, Term
from keqiao.look.formats import enumerated
from keqiao.registry.wording import choice_word

from .models import CharterChange, PaperKind, Renewal, RuleDocument, RuleKind
from .officers import OfficerSheet, officers_of
from .progress import progress_of

# Whose seats a request tells of, by what their holders are called; kept in order.
_SOCIETY_SIZES = {
    BodyKind.MEMBERS_CONGRESS: "会员代表",
    BodyKind.COUNCIL: "理事",
    BodyKind.STANDING_COUNCIL: "常务理事",
    BodyKind.SUPERVISORY_BOARD: "监事",
}
_ASSOCIATION_SIZES = {
    BodyKind.CONGRESS: "代表",
    BodyKind.FULL_COMMITTEE: "委员",
    BodyKind.STANDING_COMMITTEE: "常务委员",
}
_ASSOCIATION_NAME = "科学技术协会"


@dataclass(frozen=True)
class Pack:
    """Everything the papers are made of. ``elected``: the officers hold their posts already.

    ``to``: who is asked; ``copy``: who gets a copy of the request. ``body``: what the congress elects. ``sizes``: how
    many sit in each body now. ``funding``: the year and the fen on record, for each year of the term.
    """

    renewal: Renewal
    unit: str
    to: str
    copy: str
    body: str
    number: int
    held: dt.date | None
    officers: Sequence[OfficerSheet]
    elected: bool
    changes: Sequence[CharterChange]
    charter: RuleDocument | None
    meeting: Meeting | None
    council: int
    sizes: Sequence[tuple[str, int]]
    funding: Sequence[tuple[int, int]]

    @property
    def association(self) -> bool:
        """Whether it is an association's: its congress elects a committee, and the Party committee is asked."""
        return self.renewal.unit.kind == OrganisationKind.ASSOCIATION

    @property
    def called(self) -> dt.date | None:
        """When the congress was held or is called for."""
        return self.held or self.renewal.congress_on

    @property
    def term_starts(self) -> dt.date | None:
        """When the term that ends began."""
        return self.renewal.term.starts if self.renewal.term is not None else None

    @property
    def legal(self) -> OfficerSheet | None:
        """Who is to represent the society."""
        return next((one for one in self.officers if one.legal), None)


def pack_of(renewal: Renewal) -> Pack:
    """Gather what is known of a change of term."""
    held = progress_of(renewal).held
    term = _new_term(renewal, held)
    officers, elected = officers_of(renewal, term)
    to, copy = _asked(renewal.unit)
    assert renewal.term is not None or renewal.case.status != "open"  # only a dropped one has lost its term
    return Pack(
        renewal=renewal,
        unit=renewal.unit.name,
        to=to,
        copy=copy,
        body=_elects(renewal),
        number=renewal.term.number + 1 if renewal.term is not None else 0,
        held=held,
        officers=officers,
        elected=elected,
        changes=list(renewal.charter_changes.all()),
        charter=_charter(renewal.unit),
        meeting=_meeting(renewal, held),
        council=term.posts.filter(ends=None).values("person").distinct().count() if term is not None else 0,
        sizes=_sizes(renewal.unit, held),
        funding=_funding(renewal),
    )


def _asked(unit: Organisation) -> tuple[str, str]:
    """Whom a request goes to, and who gets a copy: an association asks the Party committee of its place."""
    found = Placement.objects.filter(organisation=unit, ends=None).select_related("leading").first()
    leading = found.leading.name if found is not None and found.leading is not None else ""
    if unit.kind != OrganisationKind.ASSOCIATION:
        return leading, ""
    if unit.level == Level.NATIONAL or not unit.name.endswith(_ASSOCIATION_NAME):
        return "", leading
    return f"中共{unit.name.removesuffix(_ASSOCIATION_NAME)}委员会", leading


def _elects(renewal: Renewal) -> str:
    """What is elected: a congress elects a committee or a council, other bodies are renewed themselves."""
    if renewal.body_kind in (BodyKind.CONGRESS, BodyKind.FULL_COMMITTEE):
        return "委员会"
    if renewal.body_kind == BodyKind.MEMBERS_CONGRESS:
        return "理事会"
    return _(renewal.body.name) if renewal.body is not None else choice_word_of_kind(renewal)


def _charter(unit: Organisation) -> RuleDocument | None:
    """The charter in force."""
    found = RuleDocument.objects.filter(holds_on(today()), organisation=unit, kind=RuleKind.CHARTER)
    return found.order_by("-starts").first()


def _sizes(unit: Organisation, held: dt.date | None) -> list[tuple[str, int]]:
    """How many sit in each body in the term that runs, or ran until the congress; two queries."""
    words = _ASSOCIATION_SIZES if unit.kind == OrganisationKind.ASSOCIATION else _SOCIETY_SIZES
    day = to_int(held) if held is not None else today() + 1
    terms: dict[str, int] = {}
    found = Term.objects.filter(body__organisation=unit, body__kind__in=words, starts__lt=day)
    for kind, term in found.order_by("starts", "number").values_list("body__kind", "pk"):
        terms[kind] = term
    sitting = Count("posts__person", filter=Q(posts__ends=None) | Q(posts__ends__gte=day), distinct=True)
    counts = dict(Term.objects.filter(pk__in=terms.values()).annotate(size=sitting).values_list("pk", "size"))
    return [(word, counts.get(terms.get(kind, 0), 0)) for kind, word in words.items()]


def _funding(renewal: Renewal) -> list[tuple[int, int]]:
    """What came in each year of the term, as far as it is on record; in fen, 0 where nothing is."""
    starts = renewal.term.starts if renewal.term is not None else None
    assert renewal.term_ends is not None  # its column holds no NULL
    last = min(renewal.term_ends.year, today() // 10000)
    first = starts.year if starts is not None else last
    found = Funding.objects.filter(organisation=renewal.unit_id, year__range=(first, last)).order_by()
    sums = dict(found.values("year").annotate(fen=Sum("amount")).values_list("year", "fen"))
    return [(year, sums.get(year, 0)) for year in range(first, last + 1)]


def choice_word_of_kind(renewal: Renewal) -> str:
    """The kind of body that is renewed."""
    return _(renewal.get_body_kind_display())


def _new_term(renewal: Renewal, held: dt.date | None) -> Term | None:
    if held is None or renewal.body is None:
        return None
    return renewal.body.terms.filter(starts=to_int(held)).order_by("-number").first()


def _meeting(renewal: Renewal, held: dt.date | None) -> Meeting | None:
    """The meeting that elected: of the unit, on the day on which the new term began or the last before it."""
    if held is None:
        return None
    found = Meeting.objects.filter(body__organisation=renewal.unit_id, date__lte=to_int(held))
    start = renewal.term.starts if renewal.term is not None else None
    found = found.filter(date__gt=to_int(start)) if start is not None else found
    own = found.filter(body=renewal.body).order_by("-date").first()
    return own or found.order_by("-date").first()


def lacking(pack: Pack) -> dict[PaperKind, list[str]]:
    """What each paper lacks, in words; an empty list: nothing but signatures."""
    officers = [
        _("%(person)s缺%(what)s") % {"person": one.person.name, "what": enumerated(one.lacking)}
        for one in pack.officers
        if one.lacking
    ]
    nobody = [] if pack.officers else [_("还没有登记拟任负责人")]
    return {
        PaperKind.REQUEST: [
            *([] if pack.called else [_("没有大会的拟召开日期")]),
            *([] if pack.to else [_("没有登记业务主管单位，缺主送机关")]),
            *nobody,
        ],
        PaperKind.CHARTER: [] if pack.changes else [_("没有登记章程修改；章程不修改的，上传不修改的说明")],
        PaperKind.AUDIT: [_("审计报告由会计师事务所出具；草稿是委托书，填好之后送出，报告出来之后上传")],
        PaperKind.OFFICERS: nobody or officers,
        PaperKind.BALLOT: nobody,
        PaperKind.MINUTES: [
            *([] if pack.held else [_("大会还没有召开")]),
            *([] if pack.meeting or not pack.held else [_("没有登记大会的会议记录，缺地点和到会人数")]),
        ],
        PaperKind.LEGAL: [
            *([] if pack.renewal.former_legal else [_("没有填写现法定代表人")]),
            *([] if pack.legal else [_("没有指定拟任法定代表人；不变更的，不用办理这一项")]),
        ],
    }


def lacking_of(renewal: Renewal) -> list[str]:
    """Of the papers that nobody has uploaded signed, which they are, in order."""
    on_file = set(renewal.papers.values_list("kind", flat=True))
    return [choice_word(kind) for kind in PaperKind if kind not in on_file]
