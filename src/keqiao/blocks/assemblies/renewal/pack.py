"""换届材料: what each paper says as far as records know it, and in words what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation, OrganisationKind, Placement
from keqiao.kernel.people.models import Employment, Person, Trait, TraitKind
from keqiao.kernel.posts.models import Post, Role, Term
from keqiao.kernel.standards.ethnic import ETHNICITIES
from keqiao.kernel.standards.political import AFFILIATIONS
from keqiao.look.formats import enumerated
from keqiao.registry.conflicts import held_posts
from keqiao.registry.wording import choice_word

from .models import CharterChange, PaperKind, Renewal
from .progress import progress_of
from .society import OFFICERS, officials

ETHNIC = {one.code: one.name for one in ETHNICITIES}
POLITICAL = {one.code: one.name for one in AFFILIATIONS}


@dataclass(frozen=True)
class OfficerSheet:
    """What an officer's form (负责人备案表) says; empty: not known. ``official``: the post needs an approval."""

    person: Person
    role: str
    part_time: bool
    legal: bool
    sex: str
    birth: str
    ethnicity: str
    political: str
    degree: str
    title: str
    unit: str
    position: str
    former: str  # the post held in the term before
    official: bool
    approval: str

    @property
    def lacking(self) -> list[str]:
        """What the form asks for and no record says, in words."""
        wanted = (
            (_("性别"), self.sex),
            (_("出生年月"), self.birth),
            (_("民族"), self.ethnicity),
            (_("政治面貌"), self.political),
            (_("学历学位"), self.degree),
            (_("职称"), self.title),
            (_("单位和职务"), self.unit),
        )
        missing = [word for word, value in wanted if not value]
        if self.official and not self.approval:
            missing.append(_("领导干部兼职的批准文件"))
        return missing


@dataclass(frozen=True)
class Pack:
    """Everything the papers are made of. ``elected``: the officers hold their posts already."""

    renewal: Renewal
    unit: str
    to: str
    body: str
    number: int
    held: dt.date | None
    officers: Sequence[OfficerSheet]
    elected: bool
    changes: Sequence[CharterChange]
    meeting: Meeting | None
    council: int

    @property
    def called(self) -> dt.date | None:
        """When the congress was held or is called for."""
        return self.held or self.renewal.congress_on

    @property
    def legal(self) -> OfficerSheet | None:
        """Who is to represent the society."""
        return next((one for one in self.officers if one.legal), None)


def pack_of(renewal: Renewal) -> Pack:
    """Gather what is known of a change of term."""
    held = progress_of(renewal).held
    term = _new_term(renewal, held)
    officers, elected = _officers(renewal, term)
    leading = Placement.objects.filter(organisation=renewal.unit_id, ends=None).select_related("leading").first()
    assert renewal.term is not None or renewal.case.status != "open"  # only a dropped one has lost its term
    return Pack(
        renewal,
        renewal.unit.name,
        leading.leading.name if leading is not None and leading.leading is not None else "",
        _(renewal.body.name) if renewal.body is not None else choice_word_of_kind(renewal),
        renewal.term.number + 1 if renewal.term is not None else 0,
        held,
        officers,
        elected,
        list(renewal.charter_changes.all()),
        _meeting(renewal, held),
        term.posts.filter(ends=None).values("person").distinct().count() if term is not None else 0,
    )


def choice_word_of_kind(renewal: Renewal) -> str:
    """The kind of body that is renewed."""
    return _(renewal.get_body_kind_display())


def _new_term(renewal: Renewal, held: dt.date | None) -> Term | None:
    if held is None or renewal.body is None:
        return None
    return renewal.body.terms.filter(starts=to_int(held)).order_by("-number").first()


def _officers(renewal: Renewal, term: Term | None) -> tuple[list[OfficerSheet], bool]:
    """Those elected into the new term; before that, those named for it."""
    legal = {one.person_id for one in renewal.officers.all() if one.legal}
    posts = []
    if term is not None:
        held = held_posts(renewal.unit_id).filter(role__in=OFFICERS, term__starts__gte=term.starts)
        posts = list(held.order_by("pk"))
    rows: list[tuple[Person, str, bool]] = []
    for post in posts:
        if (post.person_id, post.role) not in {(person.pk, role) for person, role, _part in rows}:
            rows.append((post.person, post.role, post.part_time))
    if not rows:
        named = renewal.officers.select_related("person")
        rows = [(one.person, one.role, one.part_time) for one in named]
    order = [Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.DEPUTY_SECRETARY_GENERAL, Role.SUPERVISOR]
    rows.sort(key=lambda row: order.index(Role(row[1])) if row[1] in order else len(order))
    return _sheets(renewal, rows, legal), bool(posts)


def _sheets(renewal: Renewal, rows: Sequence[tuple[Person, str, bool]], legal: set[int]) -> list[OfficerSheet]:
    people = [person.pk for person, _role, _part in rows]
    works: dict[int, Employment] = {}
    held = Employment.objects.filter(person__in=people, ends=None)
    for work in held.order_by("starts", "pk"):
        works[work.person_id] = work
    traits: dict[tuple[int, str], list[str]] = {}
    for trait in Trait.objects.filter(person__in=people, ends=None).order_by("pk"):
        traits.setdefault((trait.person_id, trait.kind), []).append(trait.value)
    former = _former(renewal, people)
    approvals = _approved(renewal, people)
    return [
        _sheet(
            person,
            role_word(renewal.unit, Role(role)),
            part,
            works.get(person.pk),
            traits,
            former.get(person.pk, ""),
            approvals,
            legal,
        )
        for person, role, part in rows
    ]


def _sheet(
    person: Person,
    role: str,
    part_time: bool,
    work: Employment | None,
    traits: dict[tuple[int, str], list[str]],
    former: str,
    approvals: dict[int, str],
    legal: set[int],
) -> OfficerSheet:
    def said(kind: TraitKind) -> list[str]:
        return traits.get((person.pk, kind), [])

    political = said(TraitKind.POLITICAL_AFFILIATION)
    return OfficerSheet(
        person,
        role,
        part_time,
        person.pk in legal,
        {"male": "男", "female": "女"}.get(person.sex, ""),
        birth_word(person),
        ETHNIC.get(person.ethnicity, ""),
        POLITICAL.get(political[-1], political[-1]) if political else "",
        "、".join(said(TraitKind.DEGREE)),
        "、".join(said(TraitKind.TITLE)),
        work.unit_name if work is not None else "",
        work.position if work is not None else "",
        former,
        bool(work is not None and work.leading_official) or person.pk in approvals,
        approvals.get(person.pk, ""),
    )


def role_word(unit: Organisation, role: Role) -> str:
    """What a role is called at a unit: associations have a 主席, societies a 理事长."""
    if unit.kind != OrganisationKind.ASSOCIATION and role in (Role.CHAIR, Role.VICE_CHAIR):
        return _("理事长") if role == Role.CHAIR else _("副理事长")
    return choice_word(role)


def birth_word(person: Person) -> str:
    """1975年6月, as far as it is known; only the year where only that is known; empty otherwise."""
    first, last = person.birth_from, person.birth_to
    if first is None or last is None or first.year != last.year:
        return ""
    return f"{first.year}年{first.month}月" if first.month == last.month else f"{first.year}年"


def _former(renewal: Renewal, people: Sequence[int]) -> dict[int, str]:
    """What each was in the term that ends."""
    if renewal.term is None:
        return {}
    posts = renewal.term.posts.filter(person__in=people).order_by("-pk")
    return {post.person_id: role_word(renewal.unit, Role(post.role)) for post in posts}


def _approved(renewal: Renewal, people: Sequence[int]) -> dict[int, str]:
    """The approval on file of those who hold posts as leading officials; empty where there is none."""
    held: list[Post] = list(held_posts(renewal.unit_id).filter(person__in=people))
    found: dict[int, str] = {}
    for one in officials(held):
        found[one.post.person_id] = found.get(one.post.person_id) or one.document
    return found


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
        PaperKind.AUDIT: [_("由会计师事务所出具，请上传")],
        PaperKind.OFFICERS: nobody or officers,
        PaperKind.BALLOT: nobody,
        PaperKind.MINUTES: [
            *([] if pack.held else [_("大会还没有召开")]),
            *([] if pack.meeting or not pack.held else [_("没有登记大会的会议记录，缺地点和到会人数")]),
        ],
        PaperKind.LEGAL: [
            *([] if pack.renewal.former_legal else [_("没有填写现法定代表人")]),
            *([] if pack.legal else [_("没有指定拟任法定代表人")]),
        ],
    }


def lacking_of(renewal: Renewal) -> list[str]:
    """Of the papers that nobody has uploaded signed, which they are, in order."""
    on_file = set(renewal.papers.values_list("kind", flat=True))
    return [choice_word(kind) for kind in PaperKind if kind not in on_file]
