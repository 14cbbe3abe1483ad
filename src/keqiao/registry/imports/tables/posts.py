"""Lists of posts: who is what in which body of an organisation, several bodies in one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.spreadsheets.reading import Page, Report
from keqiao.exchange.spreadsheets.tables import TableColumn
from keqiao.kernel.nouns.inserting import insert, public_ids, reserve
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind, Post, Role, Term
from keqiao.kernel.verbs.bulk import bulk_verb
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.imports.enrolling import Enrolled, enrol_page, runs
from keqiao.registry.imports.kinds import Compared, ImportTable, Kind, Reporter, register
from keqiao.registry.imports.reached import refuse_beyond
from keqiao.registry.imports.touching import chunks, mark_posts
from keqiao.registry.imports.undoing import undo_pages

from .cells import one_of, read_day, read_whole, read_yes, today
from .people import compare_people, keeping_of
from .people import told as told_of_people
from .persons import PERSON_COLUMNS, STAGED, PersonShape

COLUMNS = (
    *PERSON_COLUMNS,
    TableColumn(
        "body", gettext_lazy("任职机构"), ("任职机构", "机构", "机构名称", "组织机构", "所在机构"), required=True
    ),
    TableColumn("term", gettext_lazy("届次"), ("届次", "届", "届别"), read_whole),
    TableColumn(
        "role",
        gettext_lazy("机构职务"),
        ("机构职务", "任职", "担任", "所任职务", "会内职务", "学会职务", "科协职务", "任职名称"),
        one_of(Role),
        required=True,
    ),
    TableColumn("sector", gettext_lazy("界别"), ("界别", "所属界别"), longest=40),
    TableColumn("delegation", gettext_lazy("代表团"), ("代表团", "所在代表团", "所属代表团"), longest=80),
    TableColumn("from", gettext_lazy("任职起"), ("任职起", "任职时间", "任职日期", "起", "起始日期"), read_day),
    TableColumn("to", gettext_lazy("任职止"), ("任职止", "离任时间", "离任日期", "止", "截止日期"), read_day),
    TableColumn("part_time", gettext_lazy("兼职"), ("兼职", "是否兼职"), read_yes),
    TableColumn("resident", gettext_lazy("驻会"), ("驻会", "是否驻会"), read_yes),
)
BODY, TERM, ROLE, FROM, TO = (STAGED + place for place in (0, 1, 2, 5, 6))
ROW = (
    *("id", "public_id", "person_id", "term_id", "role", "sector", "delegation", "starts", "ends"),
    *("part_time", "resident"),
)


def _more(number: int, values: list[Any], report: Report) -> list[Any]:
    body, term, role, sector, delegation, starts, ends, part_time, resident = values
    if starts and ends and ends <= starts:
        report("to", "post.order", _("任职止应晚于任职起，请核对两个日期"))
    return [body or "", term, role, sector or "", delegation or "", starts, ends, bool(part_time), bool(resident)]


def undo_posts(act: Act, target: Organisation, data: ImportTable, outcomes: Iterable[dict[str, Any]]) -> None:
    """Take a list of posts back."""
    mark_posts(undo_pages(outcomes, {"posts": Post}), target.pk)


@bulk_verb(
    "posts.elect_listed",
    does=gettext_lazy("导入了任职"),
    undoes=gettext_lazy("撤销了任职导入"),
    needs="posts.manage",
    on=lambda target, data: [target],
    schema=ImportTable,
    undo=undo_posts,
    paged=True,
)
def elect_listed(
    act: Act, target: Organisation, data: ImportTable, pages: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Record the posts of a list; people who aren't kept yet are enrolled with it."""
    refuse_beyond(act, "people.import", [target.pk])
    keeping = keeping_of(target, data)
    changed: list[int] = []
    for page in pages:
        # One person may hold several posts: they are enrolled once.
        firsts: dict[tuple[Any, ...], int] = {}
        persons: list[Sequence[Any]] = []
        places = []
        for row in page["rows"]:
            key = (row[6],) if row[6] else (row[1], row[7], row[4], row[5])
            if key not in firsts:
                firsts[key] = len(persons)
                persons.append(row)
            places.append(firsts[key])
        enrolled: Enrolled = enrol_page(keeping, persons, data.decisions, None)
        changed += enrolled.changed
        people = [enrolled.people[place] for place in places]
        yield enrolled.outcome | {"posts": _elect(page["rows"], people)}
    mark_posts(changed, target.pk)


def _elect(rows: Sequence[Sequence[Any]], people: Sequence[int]) -> list[list[int]]:
    held: set[tuple[int, int, str]] = set()
    for chunk in chunks(people):
        kept = Post.objects.filter(person__in=chunk, ends=None)
        held |= set(kept.values_list("person", "term", "role"))
    new = []
    for pk, row in zip(people, rows, strict=True):
        if row[TO] is None and (pk, row[TERM], row[ROLE]) in held:
            continue
        held.add((pk, row[TERM], row[ROLE]))
        new.append((pk, row))
    made = reserve(Post, len(new))
    given = zip(made, public_ids(len(made)), new, strict=True)
    insert(Post, ROW, ((key, public, pk, *row[TERM:]) for key, public, (pk, row) in given))
    return runs(made)


def compare(organisation: Organisation, page: Page, report: Reporter, decisions: Mapping[int, int]) -> Compared:
    """People as lists of people are compared; bodies and terms are looked up, and stand by their ids afterwards."""
    terms = _Terms(organisation)
    for row in page.rows:
        if row[BODY]:
            row[TERM] = terms.find(row, report)
    return compare_people(organisation, page, report, decisions)


class _Terms:
    """The bodies of an organisation by name and by kind, with their terms by number and the one that runs."""

    def __init__(self, organisation: Organisation) -> None:
        self._bodies: dict[str, list[Body]] = {}
        for body in Body.objects.filter(organisation=organisation):
            for name in {body.name, str(BodyKind(body.kind).label)}:
                self._bodies.setdefault(name, []).append(body)
        self._terms: dict[int, list[Term]] = {}
        for term in Term.objects.filter(body__organisation=organisation).order_by("-starts"):
            self._terms.setdefault(term.body_id, []).append(term)
        self._today = today()

    def find(self, row: list[Any], report: Reporter) -> int | None:
        bodies = self._bodies.get(row[BODY], [])
        if len(bodies) != 1:
            said = _("本单位没有“%(body)s”，请核对机构名称，或先登记这个机构")
            if bodies:
                said = _("本单位有几个机构都叫“%(body)s”，请写机构的全名")
            report(row[0], "body", "body.unknown", said % {"body": row[BODY]})
            return None
        terms = self._terms.get(bodies[0].pk, [])
        running = (one for one in terms if int(f"{one.starts:%Y%m%d}") <= self._today)
        wanted = (one for one in terms if one.number == row[TERM])
        found = next(wanted if row[TERM] is not None else running, None)
        if found is None:
            said = _("“%(body)s”没有这一届，请核对届次，或先登记这一届") % {"body": row[BODY]}
            report(row[0], "term", "term.unknown", said)
            return None
        return found.pk


def told(outcomes: Sequence[Mapping[str, Any]]) -> str:
    """What a list of posts did, as one sentence."""
    made = sum(last - first + 1 for one in outcomes for first, last in one.get("posts", ()))
    return _("%(people)s新登记任职%(made)d项。") % {"people": told_of_people(outcomes), "made": made}


POSTS = register(
    Kind(
        code="posts",
        label=gettext_lazy("任职"),
        noun=gettext_lazy("项"),
        about=gettext_lazy("谁在本单位哪个机构任什么职务，几个机构可以写在一张表里；还没有登记的人一并登记。"),
        columns=COLUMNS,
        shape=lambda organisation, today: PersonShape(_more, once=False),
        verb=elect_listed,
        compare=compare,
        summary=told,
        sample=(
            *("韦晓", "女", "壮族", "1975.06", "", "", "龙城重工机械有限公司", "高级工程师"),
            *("", "高级工程师", "大学本科", "常务委员会", "9", "委员", "企业", "", "2026.05", "", "是", "否"),
        ),
        order=30,
        asks_sources=True,
        compared_first=True,
    )
)
