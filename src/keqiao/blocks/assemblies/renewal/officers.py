"""负责人备案表: what records know of those who are to be elected, or were, as a change of term's papers tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.people.models import Employment, Person, Trait, TraitKind
from keqiao.kernel.posts.models import Post, Role, Term
from keqiao.kernel.standards.ethnic import ETHNICITIES
from keqiao.kernel.standards.political import AFFILIATIONS
from keqiao.registry.conflicts import held_posts
from keqiao.registry.wording import choice_word

from .models import Renewal
from .society import OFFICERS, officials
from .wording import month_text

ETHNIC = {one.code: one.name for one in ETHNICITIES}
RANKS = (
    Role.CHAIR,
    Role.VICE_CHAIR,
    Role.SECRETARY_GENERAL,
    Role.DEPUTY_SECRETARY_GENERAL,
    Role.STANDING_DIRECTOR,
    Role.DIRECTOR,
    Role.SUPERVISOR,
    Role.MEMBER,
)
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
    resume: Sequence[str]  # a line for each employment, the earliest first

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


def officers_of(renewal: Renewal, term: Term | None) -> tuple[list[OfficerSheet], bool]:
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
    rows.sort(key=lambda row: _rank(row[1]))
    return _sheets(renewal, rows, legal), bool(posts)


@dataclass(frozen=True)
class _Known:
    """What records say of several people, by their ids."""

    works: Mapping[int, Sequence[Employment]]
    traits: Mapping[tuple[int, str], Sequence[str]]
    former: Mapping[int, str]
    approvals: Mapping[int, str]
    legal: set[int]

    def said(self, person: Person, kind: TraitKind) -> Sequence[str]:
        """What holds of somebody, the latest last."""
        return self.traits.get((person.pk, kind), ())


def _sheets(renewal: Renewal, rows: Sequence[tuple[Person, str, bool]], legal: set[int]) -> list[OfficerSheet]:
    people = [person.pk for person, _role, _part in rows]
    works: dict[int, list[Employment]] = {}
    for work in Employment.objects.filter(person__in=people).order_by("starts", "pk"):
        works.setdefault(work.person_id, []).append(work)
    traits: dict[tuple[int, str], list[str]] = {}
    for trait in Trait.objects.filter(person__in=people, ends=None).order_by("pk"):
        traits.setdefault((trait.person_id, trait.kind), []).append(trait.value)
    known = _Known(works, traits, _former(renewal, people), _approved(renewal, people), legal)
    return [_sheet(person, role_word(renewal.unit, Role(role)), part, known) for person, role, part in rows]


def _sheet(person: Person, role: str, part_time: bool, known: _Known) -> OfficerSheet:
    political = known.said(person, TraitKind.POLITICAL_AFFILIATION)
    every = known.works.get(person.pk, ())
    work = next((one for one in reversed(every) if one.ends is None), None)
    return OfficerSheet(
        person,
        role,
        part_time,
        person.pk in known.legal,
        {"male": "男", "female": "女"}.get(person.sex, ""),
        birth_word(person),
        ETHNIC.get(person.ethnicity, ""),
        POLITICAL.get(political[-1], political[-1]) if political else "",
        "、".join(known.said(person, TraitKind.DEGREE)),
        "、".join(known.said(person, TraitKind.TITLE)),
        work.unit_name if work is not None else "",
        work.position if work is not None else "",
        known.former.get(person.pk, ""),
        bool(work is not None and work.leading_official) or person.pk in known.approvals,
        known.approvals.get(person.pk, ""),
        [_resume_line(one) for one in every],
    )


def _resume_line(work: Employment) -> str:
    """2015年3月—至今　某某公司　工程师."""
    since = month_text(work.starts, "＿＿＿＿年＿＿月")
    until = month_text(work.ends, "至今")
    return "　".join(part for part in (f"{since}—{until}", work.unit_name, work.position) if part)


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
    """What each was while the term that ends ran, in any of the unit's bodies: of several posts the highest."""
    if renewal.term is None or renewal.term.starts is None:
        return {}
    begun = to_int(renewal.term.starts)
    held = Post.objects.filter(person__in=people, term__body__organisation=renewal.unit_id)
    held = held.exclude(ends__lte=begun).exclude(term__ends__lte=begun)
    later = renewal.term.body.terms.filter(starts__gt=begun).order_by("starts").values_list("starts", flat=True).first()
    held = held.filter(term__starts__lt=to_int(later)) if later is not None else held
    found: dict[int, Post] = {}
    for post in held.order_by("pk"):
        there = found.get(post.person_id)
        if there is None or _rank(post.role) < _rank(there.role):
            found[post.person_id] = post
    return {person: role_word(renewal.unit, Role(post.role)) for person, post in found.items()}


def _rank(role: str) -> int:
    """The place of a role among offices; whoever holds none comes after all of them."""
    return RANKS.index(Role(role)) if role in RANKS else len(RANKS)


def _approved(renewal: Renewal, people: Sequence[int]) -> dict[int, str]:
    """The approval on file of those who hold posts as leading officials; empty where there is none."""
    held: list[Post] = list(held_posts(renewal.unit_id).filter(person__in=people))
    found: dict[int, str] = {}
    for one in officials(held):
        found[one.post.person_id] = found.get(one.post.person_id) or one.document
    return found
