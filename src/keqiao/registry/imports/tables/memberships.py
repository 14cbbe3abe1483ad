"""Lists of individual members: who they are, and since when they are members of what class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.spreadsheets.reading import Page, Report
from keqiao.exchange.spreadsheets.tables import TableColumn
from keqiao.kernel.memberships.models import FeeState, MemberClass, Membership
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.inserting import insert, public_ids, reserve
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.bulk import bulk_verb
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.imports.enrolling import runs
from keqiao.registry.imports.kinds import Compared, ImportTable, Kind, Reporter, register
from keqiao.registry.imports.reached import refuse_beyond
from keqiao.registry.imports.touching import chunks, mark_posts
from keqiao.registry.imports.undoing import undo_pages

from .cells import one_of, read_day
from .people import compare_people, enrolled_pages
from .people import told as told_of_people
from .persons import PERSON_COLUMNS, STAGED, PersonShape

COLUMNS = (
    *PERSON_COLUMNS,
    TableColumn(
        "kind",
        gettext_lazy("会员类别"),
        ("会员类别", "会员类型", "会员级别", "会员种类"),
        one_of(MemberClass, {"普通会员": "individual", "会员": "individual"}),
    ),
    TableColumn("fee", gettext_lazy("会费"), ("会费", "会费情况", "缴费情况", "会费状态"), one_of(FeeState)),
    TableColumn(
        "joined", gettext_lazy("入会日期"), ("入会日期", "入会时间", "加入时间", "入会年月", "加入日期"), read_day
    ),
)
OF_PERSONS = frozenset({MemberClass.INDIVIDUAL, MemberClass.STUDENT, MemberClass.SENIOR})
ROW = ("id", "public_id", "organisation_id", "person_id", "kind", "fee", "starts")


def _more(number: int, values: list[Any], report: Report) -> list[Any]:
    kind, fee, joined = values
    if kind and kind not in OF_PERSONS:
        report("kind", "kind.unit", _("单位会员不能写在个人会员名单里，请删去这一行，或改为个人会员的类别"))
    return [kind or MemberClass.INDIVIDUAL.value, fee or FeeState.NONE.value, joined]


def undo_members(act: Act, target: Organisation, data: ImportTable, outcomes: Iterable[dict[str, Any]]) -> None:
    """Take a list of members back."""
    mark_posts(undo_pages(outcomes, {"memberships": Membership}), target.pk)
    _mark(target)


@bulk_verb(
    "memberships.admit_listed",
    does=gettext_lazy("导入了会员"),
    undoes=gettext_lazy("撤销了会员导入"),
    needs="memberships.manage",
    on=lambda target, data: [target],
    schema=ImportTable,
    undo=undo_members,
    paged=True,
)
def admit_listed(
    act: Act, target: Organisation, data: ImportTable, pages: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Admit the people of a list as members; those who aren't kept yet are enrolled with it."""
    refuse_beyond(act, "people.import", [target.pk])
    changed: list[int] = []
    for rows, enrolled in enrolled_pages(target, data, pages):
        changed += enrolled.changed
        yield enrolled.outcome | {"memberships": _admit(target, rows, enrolled.people)}
    mark_posts(changed, target.pk)
    _mark(target)


def _admit(target: Organisation, rows: Sequence[Sequence[Any]], people: Sequence[int]) -> list[list[int]]:
    members: set[int] = set()
    for chunk in chunks(people):
        held = Membership.objects.filter(organisation=target, person__in=chunk, ends=None)
        members |= {pk for pk in held.values_list("person", flat=True) if pk is not None}
    new = [(pk, row) for pk, row in zip(people, rows, strict=True) if pk not in members]
    made = reserve(Membership, len(new))
    given = zip(made, public_ids(len(made)), new, strict=True)
    insert(Membership, ROW, ((key, public, target.pk, pk, *row[STAGED:]) for key, public, (pk, row) in given))
    return runs(made)


def _mark(target: Organisation) -> None:
    running = ledger.current()
    if running is not None:
        running.touched.add(("memberships", target.pk))


def compare(organisation: Organisation, page: Page, report: Reporter, decisions: Mapping[int, int]) -> Compared:
    """As lists of people are compared."""
    return compare_people(organisation, page, report, decisions)


def told(outcomes: Sequence[Mapping[str, Any]]) -> str:
    """What a list of members did, as one sentence."""
    made = sum(last - first + 1 for one in outcomes for first, last in one.get("memberships", ()))
    return _("%(people)s新登记会员%(made)d人。") % {"people": told_of_people(outcomes), "made": made}


MEMBERS = register(
    Kind(
        code="memberships",
        label=gettext_lazy("个人会员"),
        noun=gettext_lazy("人"),
        about=gettext_lazy("学会、协会的个人会员；还没有登记的人一并登记。"),
        columns=COLUMNS,
        shape=lambda organisation, today: PersonShape(_more),
        verb=admit_listed,
        compare=compare,
        summary=told,
        sample=(
            *("韦晓", "女", "壮族", "1975.06", "", "", "龙城重工机械有限公司", "高级工程师"),
            *("", "高级工程师", "大学本科", "个人会员", "已缴", "2024.03"),
        ),
        order=20,
        asks_sources=True,
    )
)
