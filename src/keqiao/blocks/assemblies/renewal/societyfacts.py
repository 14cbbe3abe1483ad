"""The fact ``society_governance``: what the records of a society's governance say today, a row for each society.

It gives figures, no verdicts: what is asked is for each plan to say. A verdict by the settings of an association,
which are handed down from level to level, is what a kept check-up holds (``governance_checks``).
"""

from __future__ import annotations

from collections.abc import Iterable

from keqiao.kernel.facts.codes import ORGANISATION
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.posts.models import Body, BodyKind, Post, Role, Term
from keqiao.registry.conflicts import DIRECTORS, SECRETARIAT, SECRETARIES, SUPERVISORS, Side
from keqiao.registry.facts.pieces import both_ends, exists, held, next_days

from .facts import of_approval, of_branch, of_post, of_term
from .models import Branch, BranchKind, PostApproval
from .society import BRANCH, OFFICERS, PART_TIME

_SOCIETY = OrganisationKind.SOCIETY.value
_POSTS = "posts_post p JOIN posts_term t ON t.id = p.term_id JOIN posts_body b ON b.id = t.body_id"
_SIZES = (
    ("delegates", BodyKind.MEMBERS_CONGRESS),
    ("council", BodyKind.COUNCIL),
    ("standing", BodyKind.STANDING_COUNCIL),
    ("supervisors", BodyKind.SUPERVISORY_BOARD),
    ("secretariat", BodyKind.SECRETARIAT),
)
_PARTS = 10000  # shares are told in ten-thousandths, so that one third and what is above it stay apart
_COUNTS = (
    "conflicts",
    "secretary_conflicts",
    "chair_secretary",
    "officials",
    "unapproved",
    "officers",
    "births_unknown",
)


def rows(as_of: int) -> Sql:
    """The societies that exist on the day, with what their bodies, members and branches are then."""
    sizes = ", ".join(
        f"COUNT(DISTINCT CASE WHEN s.kind = '{kind.value}' THEN s.person END) AS {name}" for name, kind in _SIZES
    )
    shown = [f'COALESCE(z.{name}, 0) AS "{name}"' for name, _kind in _SIZES]
    shown += [f'COALESCE(h.{name}, 0) AS "{name}"' for name in _COUNTS]
    text = f"""
        WITH seat AS ({_seats(as_of)}
        ), hand AS ({_hands()}
        ), sized AS (SELECT s.org, {sizes} FROM seat s GROUP BY s.org
        ), counted AS ({_counted()}
        ), chaired AS ({_chaired()}
        ), joined AS (
            SELECT m.organisation_id AS org, COUNT(*) AS members FROM memberships_membership m
            WHERE {held("m", as_of + 1)} GROUP BY m.organisation_id
        ), branched AS ({_branched(as_of)}
        )
        SELECT o.id AS "id", o.id AS "organisation", COALESCE(j.members, 0) AS "members", {", ".join(shown)},
            CASE WHEN z.council > 0 AND z.standing > 0 THEN {_divided("z.standing", "z.council")} END
                AS "standing_share",
            CASE WHEN z.delegates > 0 AND z.council > 0 THEN {_divided("z.council", "z.delegates")} END
                AS "council_share",
            h.oldest AS "oldest", c.terms AS "chair_terms",
            COALESCE(r.branches, 0) AS "branches", COALESCE(r.youth, 0) AS "youth_branches",
            COALESCE(r.undescribed, 0) AS "undescribed"
        FROM organisations_organisation o
            LEFT JOIN sized z ON z.org = o.id LEFT JOIN counted h ON h.org = o.id
            LEFT JOIN chaired c ON c.org = o.id LEFT JOIN joined j ON j.org = o.id
            LEFT JOIN branched r ON r.org = o.id
        WHERE o.kind = '{_SOCIETY}' AND {exists("o", as_of)}"""
    return text, ()


def _divided(part: str, whole: str) -> str:
    """A share in ten-thousandths, rounded down; the remainder is taken off first, as DuckDB's / gives fractions.

    MOD and not its sign, which stands for a parameter in what psycopg reads.
    """
    return f"CAST(({part} * {_PARTS} - MOD({part} * {_PARTS}, {whole})) / {whole} AS INTEGER)"


def _seats(as_of: int) -> str:
    """Posts held in the terms that run; a term goes on until the next begins, whatever end was planned."""
    return f"""
            SELECT p.id, b.organisation_id AS org, p.person_id AS person, b.kind, p.role, b.id AS body, t.starts,
                t.number, e.birth_from, e.birth_to,
                CASE WHEN b.kind IN ({_listed(PART_TIME)}) AND EXISTS (
                    SELECT 1 FROM people_employment w WHERE w.person_id = p.person_id AND w.leading_official
                        AND (w.starts IS NULL OR w.starts <= {as_of})
                ) THEN 1 ELSE 0 END AS official,
                CASE WHEN EXISTS (
                    SELECT 1 FROM renewal_postapproval a WHERE a.post_id = p.id
                        AND a.starts <= {as_of} AND (a.ends IS NULL OR a.ends > {as_of})
                ) THEN 1 ELSE 0 END AS approved
            FROM {_POSTS} JOIN organisations_organisation o ON o.id = b.organisation_id
                JOIN people_person e ON e.id = p.person_id
            WHERE o.kind = '{_SOCIETY}' AND t.starts <= {as_of} AND {held("p", as_of + 1)} AND NOT EXISTS (
                SELECT 1 FROM posts_term n
                WHERE n.body_id = t.body_id AND n.starts > t.starts AND n.starts <= {as_of}
            )"""


def _hands() -> str:
    """For each person in each society how many of their posts are on which side."""
    supervisor, director, secretary = _on(SUPERVISORS), _on(DIRECTORS), _on(SECRETARIES)
    staff = f"{secretary} OR {_on(SECRETARIAT)}"
    officer = f"s.role IN ({_listed(OFFICERS)}) AND s.kind IN ({_listed(_LEADING)})"
    age = f"{_divided_years('s.starts', 's.birth_to')}"
    return f"""
            SELECT s.org, s.person, {_sum(supervisor)} AS supervisor, {_sum(director)} AS director,
                {_sum(staff)} AS staff, {_sum(f"({supervisor}) AND ({director})")} AS both_director,
                {_sum(f"({supervisor}) AND ({staff})")} AS both_staff,
                MAX(CASE WHEN s.role = '{Role.CHAIR.value}' THEN 1 ELSE 0 END) AS chair,
                MAX(CASE WHEN s.role = '{Role.SECRETARY_GENERAL.value}' THEN 1 ELSE 0 END) AS general,
                MAX(s.official) AS official,
                MAX(CASE WHEN s.official = 1 AND s.approved = 0 THEN 1 ELSE 0 END) AS unapproved,
                MAX(CASE WHEN {officer} THEN 1 ELSE 0 END) AS officer,
                MAX(CASE WHEN {officer} THEN {age} END) AS age,
                MAX(CASE WHEN {officer} AND (s.birth_to IS NULL OR s.birth_from IS NULL) THEN 1 ELSE 0 END) AS unborn
            FROM seat s GROUP BY s.org, s.person"""


_LEADING = (BodyKind.COUNCIL, BodyKind.STANDING_COUNCIL, BodyKind.SECRETARIAT)


def _divided_years(day: str, birth: str) -> str:
    """Full years from a birth to a day; both are written yyyymmdd."""
    return f"CAST(({day} - {birth} - MOD({day} - {birth}, 10000)) / 10000 AS INTEGER)"


def _counted() -> str:
    """How many people of a society it is true of. Two different posts make a conflict, one alone doesn't."""
    sides = "h.supervisor > 0 AND h.{0} > 0 AND h.supervisor + h.{0} - h.both_{0} > 1"
    return f"""
            SELECT h.org, {_sum(sides.format("director"))} AS conflicts,
                {_sum(sides.format("staff"))} AS secretary_conflicts,
                {_sum("h.chair = 1 AND h.general = 1")} AS chair_secretary,
                SUM(h.official) AS officials, SUM(h.unapproved) AS unapproved, SUM(h.officer) AS officers,
                SUM(h.unborn) AS births_unknown, MAX(h.age) AS oldest
            FROM hand h GROUP BY h.org"""


def _chaired() -> str:
    """Of the council's chair, how many terms in a row up to the one that runs; of several the longest."""
    chair = f"x.role = '{Role.CHAIR.value}' AND x.person_id = s.person"
    times = f"""SELECT COUNT(DISTINCT y.number) FROM posts_term y JOIN posts_post x ON x.term_id = y.id
                    WHERE y.body_id = s.body AND {chair} AND y.number <= s.number AND y.number >= f.number"""
    return f"""
            SELECT s.org, MAX(s.number - f.number + 1) AS terms
            FROM seat s JOIN posts_term f ON f.body_id = s.body AND f.number <= s.number
            WHERE s.kind = '{BodyKind.COUNCIL.value}' AND s.role = '{Role.CHAIR.value}'
                AND ({times}) = s.number - f.number + 1
            GROUP BY s.org"""


def _branched(as_of: int) -> str:
    """How many branches there are, of how many it isn't said what they do, and how many are of the young."""
    return f"""
            SELECT b.organisation_id AS org, COUNT(*) AS branches,
                {_sum("a.id IS NULL")} AS undescribed, {_sum(f"a.kind = '{BranchKind.YOUTH.value}'")} AS youth
            FROM posts_body b LEFT JOIN renewal_branch a ON a.body_id = b.id
            WHERE b.kind = '{BRANCH.value}' AND (a.starts IS NULL OR a.starts <= {as_of})
            GROUP BY b.organisation_id"""


def _on(side: Side) -> str:
    """Whether a seat stands on a side."""
    parts = []
    if side.bodies:
        parts.append(f"s.kind IN ({_listed(side.bodies)})")
    if side.roles:
        parts.append(f"s.role IN ({_listed(side.roles)})")
    return f"({' OR '.join(parts)})"


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(str(code) for code in codes))


def _sum(condition: str) -> str:
    return f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)"


def changes(as_of: int) -> Sql:
    """The days on which terms, posts, memberships, employments, approvals and branches begin or end."""
    turns = [
        'SELECT b.organisation_id AS "organisation", t.starts AS "day"'
        " FROM posts_term t JOIN posts_body b ON b.id = t.body_id",
        *both_ends("p", "b.organisation_id", f"FROM {_POSTS}"),
        *both_ends("m", "m.organisation_id", "FROM memberships_membership m"),
        *both_ends("w", "b.organisation_id", f"FROM {_POSTS} JOIN people_employment w ON w.person_id = p.person_id"),
        *both_ends("a", "b.organisation_id", f"FROM {_POSTS} JOIN renewal_postapproval a ON a.post_id = p.id"),
        'SELECT b.organisation_id AS "organisation", a.starts AS "day"'
        " FROM posts_body b JOIN renewal_branch a ON a.body_id = b.id",
        'SELECT o.id AS "organisation", o.founded AS "day" FROM organisations_organisation o',
        'SELECT o.id AS "organisation", o.closed AS "day" FROM organisations_organisation o',
    ]
    return next_days(as_of, *turns), ()


def _of_person(person: int) -> Iterable[int]:
    return set(Post.objects.filter(person=person).order_by().values_list("term__body__organisation", flat=True))


def _number(name: str, zh: str, en: str, *, unit: str = "", nullable: bool = False) -> Column:
    return Column(name, Kind.INT, Label(zh, en), unit=unit, nullable=nullable)


COLUMNS = (
    ORGANISATION,
    _number("members", "会员数", "members", unit="个"),
    _number("delegates", "会员代表人数", "delegates", unit="人"),
    _number("council", "理事人数", "members of the council", unit="人"),
    _number("standing", "常务理事人数", "members of the standing council", unit="人"),
    _number("supervisors", "监事会人数", "members of the supervisory board", unit="人"),
    _number("secretariat", "秘书处任职人数", "people of the secretariat", unit="人"),
    _number("conflicts", "理事兼任监事的人数", "directors who are supervisors", unit="人"),
    _number(
        "secretary_conflicts", "秘书处人员兼任监事的人数", "people of the secretariat who are supervisors", unit="人"
    ),
    _number("chair_secretary", "理事长兼任秘书长的人数", "chairs who are secretary-general", unit="人"),
    _number("officials", "兼职的领导干部人数", "leading officials with posts", unit="人"),
    _number("unapproved", "没有批准文件的领导干部人数", "leading officials without an approval", unit="人"),
    _number("officers", "负责人人数", "officers", unit="人"),
    _number("births_unknown", "没有出生日期的负责人人数", "officers whose birth isn't known", unit="人"),
    _number("standing_share", "常务理事占理事（万分之一）", "standing council by council, in 1/10000", nullable=True),
    _number("council_share", "理事占会员代表（万分之一）", "council by delegates, in 1/10000", nullable=True),
    _number(
        "oldest",
        "负责人本届开始时的最大年龄",
        "age of the oldest officer when the term began",
        unit="岁",
        nullable=True,
    ),
    _number("chair_terms", "理事长连任届数", "terms of the chair in a row", unit="届", nullable=True),
    _number("branches", "分支机构数", "branches", unit="个"),
    _number("youth_branches", "青年工作委员会数", "youth committees", unit="个"),
    _number("undescribed", "没有登记类型的分支机构数", "branches not described", unit="个"),
)

SOCIETY_GOVERNANCE = register(
    Fact(
        "society_governance",
        Label("学会治理情况", "governance of societies"),
        COLUMNS,
        rows,
        touches={
            Organisation._meta.label: lambda record: [record.pk],
            Body._meta.label: lambda record: [record.organisation_id],
            Term._meta.label: of_term,
            Post._meta.label: of_post,
            Membership._meta.label: lambda record: [record.organisation_id],
            PostApproval._meta.label: of_approval,
            Branch._meta.label: of_branch,
            Employment._meta.label: lambda record: _of_person(record.person_id),
            Person._meta.label: lambda record: _of_person(record.pk),
        },
        changes=changes,
    )
)
