"""Facts: changes of term, kept check-ups, rule documents, branches, and officials' posts in societies."""

from __future__ import annotations

from collections.abc import Iterable

from keqiao.blocks.assemblies.facts import BODY
from keqiao.kernel.facts.codes import DATE, ORGANISATION, PERSON, codes
from keqiao.kernel.facts.schema import Column, DataClass, Fact, Kind, Label, Sql, register
from keqiao.kernel.organisations.models import OrganisationKind
from keqiao.kernel.people.models import Employment
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.kernel.work.models import Case
from keqiao.registry.facts.pieces import flag, held, next_days
from keqiao.registry.facts.posts import ROLES

from .models import (
    Branch,
    BranchKind,
    CheckCode,
    CheckResult,
    PostApproval,
    Renewal,
    RuleDocument,
    RuleKind,
    Stage,
    UnitKind,
)

UNIT_KINDS = codes(UnitKind, society="societies", association="associations")
RULE_KINDS = codes(
    RuleKind,
    charter="charter",
    meeting_rules="rules of meetings",
    office_rules="rules of the office",
    decision="rules of decision",
    operation="rules of operation",
    evaluation="rules of evaluation",
    pay="rules of pay",
    assessment="rules of assessment",
    oversight="rules of oversight",
)
BRANCH_KINDS = codes(
    BranchKind,
    professional="professional committees",
    working="working committees",
    youth="youth committees",
    chapter="chapters",
    office="offices",
)
CHECK_CODES = codes(
    CheckCode,
    organs_complete="organs complete",
    director_supervisor="no director is a supervisor",
    secretary_supervisor="no secretary-general is a supervisor",
    staff_supervisor="nobody of the secretariat is a supervisor",
    chair_secretary="the chair is no secretary-general",
    standing_share="size of the standing council",
    council_share="size of the council by delegates",
    council_most="size of the council by members",
    chair_terms="terms of the chair",
    officer_age="age of officers",
    secretary_chosen="professional secretary-general",
    working_office="working secretariat",
    officials_approved="officials' posts approved",
    official_posts="posts of each official",
    branches_most="number of branches",
    branches_youth="number of youth committees",
    branches_described="branches described",
    branch_renewed="branches renewed",
    branch_under_50="branches' younger members",
    branch_age="age in branches",
    branch_tutor_age="age of doctoral tutors in branches",
)

_RENEWALS = "renewal_renewal r JOIN work_case c ON c.id = r.case_id"
_DUE = "COALESCE(r.postponed_to, r.term_ends)"


def renewals(as_of: int) -> Sql:
    """Changes of term by whose books they stand on, those that were dropped left out.

    The new term's own first day says when there was a congress; of a unit below it is what that unit told. Whether
    the filing was in time, only the stage's deadline tells.
    """
    text = f"""
        SELECT told."id", told."organisation", told."body", told."unit_kind", told."below", told."term_ends",
            told."held", told."postponed",
            CASE WHEN told."held" IS NOT NULL AND told."held" <= told.due THEN 1
                WHEN told."held" IS NOT NULL OR told.due < {as_of} THEN 0 END AS "on_time",
            CASE WHEN told."held" IS NULL AND told.due < {as_of} THEN 1 ELSE 0 END AS "overdue",
            told."filed"
        FROM (
            SELECT r.id AS "id", c.organisation_id AS "organisation", r.body_kind AS "body",
                CASE WHEN u.kind = '{OrganisationKind.ASSOCIATION.value}' THEN 'association' ELSE 'society' END
                    AS "unit_kind",
                CASE WHEN r.unit_id = c.organisation_id THEN 0 ELSE 1 END AS "below",
                r.term_ends AS "term_ends", {_DUE} AS due,
                CASE WHEN r.postponed_to IS NULL THEN 0 ELSE 1 END AS "postponed",
                COALESCE((
                    SELECT MIN(n.starts) FROM posts_term n JOIN posts_term t ON t.id = r.term_id
                    WHERE n.body_id = r.body_id AND n.starts > t.starts AND n.starts <= {as_of}
                ), CASE WHEN r.held <= {as_of} THEN r.held END) AS "held",
                CASE WHEN EXISTS (
                    SELECT 1 FROM renewal_stage s JOIN work_deadline d ON d.id = s.deadline_id
                    WHERE s.renewal_id = r.id AND s.kind = 'filing' AND d.met IS NOT NULL
                ) THEN 1 ELSE 0 END AS "filed"
            FROM {_RENEWALS} JOIN organisations_organisation u ON u.id = r.unit_id
            WHERE c.status <> 'dropped'
        ) told"""
    return text, ()


def renewal_days(as_of: int) -> Sql:
    """The days on which a term's end passes, and on which a new term begins."""
    new = "posts_term n JOIN posts_body b ON b.id = n.body_id JOIN renewal_renewal r ON r.body_id = b.id"
    return next_days(
        as_of,
        # It is overdue on the number after its day.
        f'SELECT c.organisation_id AS "organisation", {_DUE} + 1 AS "day" FROM {_RENEWALS}',
        f'SELECT b.organisation_id AS "organisation", n.starts AS "day" FROM {new}',
    ), ()


def check_results(as_of: int) -> Sql:
    """What the latest check-up that was kept by the day found, a row for each check."""
    text = f"""
        SELECT k.id AS "id", k.organisation_id AS "organisation", k.code AS "check", k.day AS "date",
            {flag("k.meets")} AS "meets", {flag("k.explained")} AS "explained"
        FROM renewal_checkresult k
        WHERE k.day = (
            SELECT MAX(l.day) FROM renewal_checkresult l
            WHERE l.organisation_id = k.organisation_id AND l.day <= {as_of}
        )"""
    return text, ()


def check_days(as_of: int) -> Sql:
    """The day of each organisation's next check-up, seen from a day of the past."""
    turn = 'SELECT k.organisation_id AS "organisation", k.day AS "day" FROM renewal_checkresult k'
    return next_days(as_of, turn), ()


def rule_documents(as_of: int) -> Sql:
    """The rule documents in force on the day."""
    text = f"""
        SELECT d.id AS "id", d.organisation_id AS "organisation", d.kind AS "kind", d.starts AS "date",
            CASE WHEN d.approved IS NOT NULL AND d.approved <= {as_of} THEN 1 ELSE 0 END AS "approved",
            CASE WHEN d.attachment_id IS NULL THEN 0 ELSE 1 END AS "attached"
        FROM renewal_ruledocument d
        WHERE d.starts <= {as_of} AND (d.ends IS NULL OR d.ends > {as_of})"""
    return text, ()


def rule_days(as_of: int) -> Sql:
    """The days on which a rule document comes into force, is approved or ends."""
    days = ("starts", "approved", "ends")
    turns = [
        f'SELECT d.organisation_id AS "organisation", d.{day} AS "day" FROM renewal_ruledocument d' for day in days
    ]
    return next_days(as_of, *turns), ()


def branches(as_of: int) -> Sql:
    """The branches that were described, and founded by the day."""
    text = f"""
        SELECT a.id AS "id", b.organisation_id AS "organisation", a.kind AS "kind", a.starts AS "date"
        FROM renewal_branch a JOIN posts_body b ON b.id = a.body_id
        WHERE a.starts IS NULL OR a.starts <= {as_of}"""
    return text, ()


def branch_days(as_of: int) -> Sql:
    """The day on which each organisation's next branch is founded."""
    turn = (
        'SELECT b.organisation_id AS "organisation", a.starts AS "day"'
        " FROM renewal_branch a JOIN posts_body b ON b.id = a.body_id"
    )
    return next_days(as_of, turn), ()


_HELD_IN = "posts_post p JOIN posts_term t ON t.id = p.term_id JOIN posts_body b ON b.id = t.body_id"


def official_posts(as_of: int) -> Sql:
    """Posts held on the day, in terms that run, by whoever is a leading official or was one; and their approval."""
    text = f"""
        SELECT p.id AS "id", b.organisation_id AS "organisation", p.person_id AS "person", b.kind AS "body",
            p.role AS "role",
            CASE WHEN EXISTS (
                SELECT 1 FROM people_employment e WHERE e.person_id = p.person_id AND e.leading_official
                    AND {held("e", as_of + 1)}
            ) THEN 1 ELSE 0 END AS "serving",
            CASE WHEN EXISTS (
                SELECT 1 FROM renewal_postapproval a WHERE a.post_id = p.id
                    AND a.starts <= {as_of} AND (a.ends IS NULL OR a.ends > {as_of})
            ) THEN 1 ELSE 0 END AS "approved"
        FROM {_HELD_IN}
        WHERE t.starts <= {as_of} AND (p.starts IS NULL OR p.starts <= {as_of}) AND (p.ends IS NULL OR p.ends > {as_of})
            AND NOT EXISTS (
                SELECT 1 FROM posts_term n WHERE n.body_id = t.body_id AND n.starts > t.starts AND n.starts <= {as_of}
            )
            AND EXISTS (
                SELECT 1 FROM people_employment e WHERE e.person_id = p.person_id AND e.leading_official
                    AND (e.starts IS NULL OR e.starts <= {as_of})
            )"""
    return text, ()


def official_days(as_of: int) -> Sql:
    """The days on which posts, terms, employments and approvals begin or end."""
    approved = f"{_HELD_IN} JOIN renewal_postapproval a ON a.post_id = p.id"
    works = f"{_HELD_IN} JOIN people_employment e ON e.person_id = p.person_id AND e.leading_official"
    turns = [
        f'SELECT b.organisation_id AS "organisation", {column} AS "day" FROM {source}'
        for source, columns in (
            (_HELD_IN, ("t.starts", "p.starts", "p.ends")),
            (approved, ("a.starts", "a.ends")),
            (works, ("e.starts", "e.ends")),
        )
        for column in columns
    ]
    return next_days(as_of, *turns), ()


def _of_renewal(record: Renewal) -> list[int]:
    return list(Case.objects.filter(pk=record.case_id).values_list("organisation_id", flat=True))


def _of_stage(record: Stage) -> list[int]:
    return list(Case.objects.filter(renewal=record.renewal_id).values_list("organisation_id", flat=True))


def _of_case(record: Case) -> list[int]:
    return [record.organisation_id] if record.kind == "renewal" else []


def of_term(record: Term) -> list[int]:
    """The organisation in whose body the term is."""
    return list(Body.objects.filter(pk=record.body_id).values_list("organisation_id", flat=True))


def of_branch(record: Branch) -> list[int]:
    """The society whose branch it is."""
    return list(Body.objects.filter(pk=record.body_id).values_list("organisation_id", flat=True))


def of_post(record: Post) -> list[int]:
    """The organisation in whose body the post is."""
    return list(Body.objects.filter(terms=record.term_id).values_list("organisation_id", flat=True))


def of_approval(record: PostApproval) -> list[int]:
    """The organisation in whose body the approved post is."""
    return list(Body.objects.filter(terms__posts=record.post_id).values_list("organisation_id", flat=True))


def _of_employment(record: Employment) -> Iterable[int]:
    posts = Post.objects.filter(person=record.person_id).order_by()
    return set(posts.values_list("term__body__organisation", flat=True))


RENEWALS = register(
    Fact(
        "renewals",
        Label("换届", "changes of term"),
        (
            ORGANISATION,
            BODY,
            Column("unit_kind", Kind.CODE, Label("单位", "units"), UNIT_KINDS),
            Column("below", Kind.FLAG, Label("下级单位", "of units below")),
            Column("term_ends", Kind.DATE, Label("届满日期", "end of the term")),
            Column("held", Kind.DATE, Label("召开日期", "day of the congress"), nullable=True),
            Column("postponed", Kind.FLAG, Label("经批准延期", "postponed")),
            Column("on_time", Kind.FLAG, Label("按时换届", "on time"), nullable=True),
            Column("overdue", Kind.FLAG, Label("逾期未换届", "overdue")),
            Column("filed", Kind.FLAG, Label("已备案", "filed")),
        ),
        renewals,
        touches={
            Renewal._meta.label: _of_renewal,
            Stage._meta.label: _of_stage,
            Case._meta.label: _of_case,
            Term._meta.label: of_term,
        },
        changes=renewal_days,
    )
)

GOVERNANCE_CHECKS = register(
    Fact(
        "governance_checks",
        Label("治理体检", "governance checks"),
        (
            ORGANISATION,
            Column("check", Kind.CODE, Label("事项", "check"), CHECK_CODES),
            DATE,
            Column("meets", Kind.FLAG, Label("符合", "met"), nullable=True),
            Column("explained", Kind.FLAG, Label("已说明", "explained")),
        ),
        check_results,
        touches={CheckResult._meta.label: lambda record: [record.organisation_id]},
        changes=check_days,
    )
)

RULE_DOCUMENTS = register(
    Fact(
        "rule_documents",
        Label("制度文件", "rule documents"),
        (
            ORGANISATION,
            Column("kind", Kind.CODE, Label("类别", "kind"), RULE_KINDS),
            DATE,
            Column("approved", Kind.FLAG, Label("已核准或备案", "approved or filed")),
            Column("attached", Kind.FLAG, Label("有文件", "with the document")),
        ),
        rule_documents,
        touches={RuleDocument._meta.label: lambda record: [record.organisation_id]},
        changes=rule_days,
    )
)

BRANCHES = register(
    Fact(
        "branches",
        Label("分支机构", "branches"),
        (
            ORGANISATION,
            Column("kind", Kind.CODE, Label("类型", "kind"), BRANCH_KINDS),
            Column("date", Kind.DATE, Label("设立日期", "founded"), nullable=True),
        ),
        branches,
        touches={Branch._meta.label: of_branch},
        changes=branch_days,
    )
)

OFFICIAL_POSTS = register(
    Fact(
        "official_posts",
        Label("领导干部兼职", "posts of leading officials"),
        (
            ORGANISATION,
            PERSON,
            BODY,
            Column("role", Kind.CODE, Label("职务", "role"), ROLES),
            Column("serving", Kind.FLAG, Label("在职", "serving"), data_class=DataClass.PERSONAL),
            Column("approved", Kind.FLAG, Label("有批准文件", "approved")),
        ),
        official_posts,
        touches={
            Post._meta.label: of_post,
            Term._meta.label: of_term,
            PostApproval._meta.label: of_approval,
            Employment._meta.label: _of_employment,
        },
        changes=official_days,
        unit="person",
    )
)
