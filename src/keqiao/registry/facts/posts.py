"""Posts held in the current term of each body, and in the term before as it stood when it gave way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from keqiao.kernel.facts.codes import ORGANISATION, PERSON, codes
from keqiao.kernel.facts.schema import Column, DataClass, Fact, Kind, Label, Sql, register
from keqiao.kernel.people.models import Employment, Person, Sex, SourceClass, Trait, TraitKind
from keqiao.kernel.posts.models import Body, BodyKind, Post, Role, Secondment, Term
from keqiao.kernel.standards.ethnic import ETHNICITIES
from keqiao.kernel.standards.political import AFFILIATIONS

from .pieces import after, both_ends, flag, held, next_days

BODIES = codes(
    BodyKind,
    congress="congress",
    full_committee="full committee",
    standing_committee="standing committee",
    chair_meeting="chair meeting",
    secretariat="secretariat",
    council="council",
    standing_council="standing council",
    supervisory_board="supervisory board",
    members_congress="members' congress",
    special_committee="special committee",
    delegation="delegation",
    presidium="presidium",
    preparatory_committee="preparatory committee",
    credentials_committee="credentials committee",
    advisory_committee="advisory committee",
    studio="studio",
    working_group="working group",
    party_organisation="Party organisation",
) | {"secretariat": Label("书记处或秘书处", "secretariat")}

ROLES = codes(
    Role,
    delegate="delegates",
    member="members",
    chair="chairs",
    vice_chair="vice chairs",
    secretary_general="secretaries-general",
    deputy_secretary_general="deputy secretaries-general",
    secretary="secretaries",
    director="directors",
    standing_director="standing directors",
    supervisor="supervisors",
)

SOURCE_CLASSES = codes(
    SourceClass,
    enterprise="enterprises",
    university="universities",
    institute="institutes",
    rural="rural areas",
    township="townships",
    social_organisation="social organisations",
    school="schools",
    medical="medical institutions",
    government="government",
    party_organ="Party and mass organs",
    public_institution="other public institutions",
    other="others",
) | {
    "township": Label("乡镇街道", "townships"),
    "public_institution": Label("其他事业单位", "other public institutions"),
}

SEXES = codes(Sex, male="men", female="women") | {"male": Label("男性", "men"), "female": Label("女性", "women")}
TERMS = {"current": Label("本届", "current"), "previous": Label("上届", "previous")}


def _personal(name: str, kind: Kind, label: Label) -> Column:
    listed = SEXES if name == "sex" else {}
    return Column(name, kind, label, listed, nullable=True, data_class=DataClass.PERSONAL)


COLUMNS = (
    ORGANISATION,
    PERSON,
    Column("body", Kind.CODE, Label("机构", "body"), BODIES),
    Column("role", Kind.CODE, Label("职务", "role"), ROLES),
    Column("term", Kind.CODE, Label("届次", "term"), TERMS),
    Column("term_start", Kind.DATE, Label("本届起始日", "start of the term")),
    _personal("birth", Kind.BIRTH, Label("出生日期", "birth date")),
    _personal("sex", Kind.CODE, Label("性别", "sex")),
    Column("source_class", Kind.CODE, Label("来源类别", "source class"), SOURCE_CLASSES, nullable=True),
    Column("leading_official", Kind.FLAG, Label("领导干部", "leading officials"), nullable=True),
    _personal("minority", Kind.FLAG, Label("少数民族", "members of ethnic minorities")),
    _personal("party_member", Kind.FLAG, Label("中共党员", "Party members")),
    Column("part_time", Kind.FLAG, Label("兼职", "part-time")),
    Column("resident", Kind.FLAG, Label("驻会", "resident")),
    Column("seconded", Kind.FLAG, Label("挂职", "seconded")),
    Column("elected_by_unit", Kind.FLAG, Label("由单位选举产生", "elected by their unit")),
)


def rows(as_of: int, organisations: Sequence[int] | None = None) -> Sql:
    """The posts, of these organisations or of all.

    A body's current term is the latest that has begun: a body goes on until its next term begins,
    whatever end was planned. Where several employments or affiliations hold, the one that began last
    counts; an employment says nothing until a person has confirmed its class.
    """
    text = f"""
        WITH {_held(as_of, organisations)}{_JOINED}"""
    return text, ()


@dataclass(frozen=True)
class Supposed:
    """A post that somebody (their id) is supposed to hold; ``id`` names the row and should be no post's."""

    id: int
    person: int
    role: str
    part_time: bool = False
    resident: bool = False
    elected_by_unit: bool = False

    @property
    def values(self) -> str:
        """What it puts into a table of values."""
        flags = (self.part_time, self.resident, self.elected_by_unit)
        said = ", ".join("TRUE" if flag else "FALSE" for flag in flags)
        return f"({int(self.id)}, {int(self.person)}, '{Role(self.role).value}', {said})"


def rows_supposing(as_of: int, organisation: int, kind: str, starts: int, posts: Sequence[Supposed]) -> Sql:
    """An organisation's posts as they would be if a new term of its bodies of that kind began with these.

    The term that runs becomes the one before. There must be a post at least.
    """
    held = _held(as_of, [organisation], name="real")
    body = BodyKind(kind).value
    text = f"""
        WITH {held}, supposed (id, person_id, role, part_time, resident, elected_by_unit) AS (
            VALUES {", ".join(one.values for one in posts)}
        ), held AS (
            SELECT * FROM (
                SELECT r.id, r.organisation_id, r.person_id, r.kind, r.role,
                    CASE WHEN r.kind = '{body}' THEN r.place + 1 ELSE r.place END AS place, r.starts, r.upto,
                    r.part_time, r.resident, r.elected_by_unit FROM real r
            ) moved WHERE moved.place <= 2
            UNION ALL
            SELECT s.id, {int(organisation)}, s.person_id, '{body}', s.role, 1, {int(starts)}, {after(as_of)},
                s.part_time, s.resident, s.elected_by_unit FROM supposed s
        ){_JOINED}"""
    return text, ()


def _held(as_of: int, organisations: Sequence[int] | None, name: str = "held") -> str:
    """The posts, and what each is looked at before: the number after ``as_of``, or the next term's first day."""
    latest_first = "OVER (PARTITION BY t.body_id ORDER BY t.starts DESC, t.number DESC)"
    bodies, theirs = "posts_body", ""
    if organisations is not None:
        listed = ", ".join(map(str, organisations))
        bodies = f"(SELECT id, organisation_id, kind FROM posts_body WHERE organisation_id IN ({listed}))"
        theirs = f"t.body_id IN (SELECT id FROM posts_body WHERE organisation_id IN ({listed})) AND "
    return f"""terms AS (
            SELECT t.id, t.body_id, t.starts, ROW_NUMBER() {latest_first} AS place,
                COALESCE(LAG(t.starts) {latest_first}, {after(as_of)}) AS upto
            FROM posts_term t WHERE {theirs}t.starts <= {as_of}
        ), {name} AS (
            SELECT p.id, b.organisation_id, p.person_id, b.kind, p.role, t.place, t.starts, t.upto,
                p.part_time, p.resident, p.elected_by_unit
            FROM terms t JOIN {bodies} b ON b.id = t.body_id JOIN posts_post p ON p.term_id = t.id
            WHERE t.place <= 2 AND t.starts < t.upto AND {held("p", "t.upto")}
        )"""


def _latest(table: str, columns: str, more: str = "") -> str:
    """What held of each post's person when the post was looked at; ``place`` 1 began last."""
    return f"""
            SELECT h.id AS post, {columns},
                ROW_NUMBER() OVER (PARTITION BY h.id ORDER BY COALESCE(d.starts, 0) DESC, d.id DESC) AS place
            FROM held h JOIN {table} d ON d.person_id = h.person_id
            WHERE {held("d", "h.upto")} {more}"""


def _known(column: str, yes: dict[str, bool]) -> str:
    """1 for the codes that say yes, 0 for those that say no, NULL for anything else."""
    ones = ", ".join(f"'{code}'" for code, said in yes.items() if said)
    noughts = ", ".join(f"'{code}'" for code, said in yes.items() if not said)
    return f"CASE WHEN {column} IN ({ones}) THEN 1 WHEN {column} IN ({noughts}) THEN 0 END"


_VALUES = f"""
            h.id, h.organisation_id AS "organisation", h.person_id AS "person", h.kind AS "body", h.role AS "role",
            CASE WHEN h.place = 1 THEN 'current' ELSE 'previous' END AS "term", h.starts AS "term_start",
            person.birth_from AS "birth_from", person.birth_to AS "birth_to", NULLIF(person.sex, '') AS "sex",
            CASE WHEN work.confirmed THEN NULLIF(work.source_class, '') END AS "source_class",
            CASE WHEN work.confirmed THEN {flag("work.leading_official")} END AS "leading_official",
            {_known("person.ethnicity", {group.code: group.minority for group in ETHNICITIES})} AS "minority",
            {_known("party.value", {one.code: one.party_member for one in AFFILIATIONS})} AS "party_member",
            {flag("h.part_time")} AS "part_time", {flag("h.resident")} AS "resident",
            CASE WHEN seconded.id IS NULL THEN 0 ELSE 1 END AS "seconded",
            {flag("h.elected_by_unit")} AS "elected_by_unit"
        """


# What is known of those who hold the posts in ``held``.
_JOINED = f"""
        , work AS ({_latest("people_employment", "d.source_class, d.leading_official, d.confirmed")}
        ), party AS ({_latest("people_trait", "d.value", "AND d.kind = 'political_affiliation'")}
        ), seconded AS (
            SELECT DISTINCT h.id FROM held h JOIN posts_secondment s
                ON s.person_id = h.person_id AND s.organisation_id = h.organisation_id
            WHERE s.direction = 'in' AND {held("s", "h.upto")}
        )
        SELECT {_VALUES}FROM held h JOIN people_person person ON person.id = h.person_id
            LEFT JOIN work ON work.post = h.id AND work.place = 1
            LEFT JOIN party ON party.post = h.id AND party.place = 1
            LEFT JOIN seconded ON seconded.id = h.id"""

_IN_BODY = "posts_post p JOIN posts_term t ON t.id = p.term_id JOIN posts_body b ON b.id = t.body_id"


def changes(as_of: int) -> Sql:
    """The days on which terms begin, posts begin or end, and what is known of those who hold posts begins or ends."""
    terms = "posts_term t JOIN posts_body b ON b.id = t.body_id"
    turns = [f'SELECT b.organisation_id AS "organisation", t.starts AS "day" FROM {terms}']
    turns += both_ends("p", "b.organisation_id", f"FROM {_IN_BODY}")
    for table in ("people_employment", "people_trait", "posts_secondment"):
        turns += both_ends("d", "b.organisation_id", f"FROM {_IN_BODY} JOIN {table} d ON d.person_id = p.person_id")
    return next_days(as_of, *turns), ()


def _of_term(term: int) -> Iterable[int]:
    return set(Body.objects.filter(terms=term).values_list("organisation", flat=True))


def _of_person(person: int) -> Iterable[int]:
    """The organisations in whose bodies the person holds, held or will hold a post."""
    posts = Post.objects.filter(person=person).order_by()
    return set(posts.values_list("term__body__organisation", flat=True))


def _of_trait(trait: Trait) -> Iterable[int]:
    return _of_person(trait.person_id) if trait.kind == TraitKind.POLITICAL_AFFILIATION else ()


POSTS = register(
    Fact(
        name="posts",
        label=Label("任职", "posts"),
        columns=COLUMNS,
        sql=rows,
        touches={
            Post._meta.label: lambda post: _of_term(post.term_id),
            Term._meta.label: lambda term: Body.objects.filter(pk=term.body_id).values_list("organisation", flat=True),
            Body._meta.label: lambda body: [body.organisation_id],
            Person._meta.label: lambda person: _of_person(person.pk),
            Employment._meta.label: lambda employment: _of_person(employment.person_id),
            Trait._meta.label: _of_trait,
            Secondment._meta.label: lambda secondment: [secondment.organisation_id],
        },
        changes=changes,
        within=rows,
        unit="person",
    )
)
