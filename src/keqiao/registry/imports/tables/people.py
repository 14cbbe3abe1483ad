"""Lists of people without a body: who they are and where they work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.exchange.spreadsheets.reading import Page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.bulk import bulk_verb
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.imports.candidates import candidates
from keqiao.registry.imports.enrolling import Enrolled, enrol_page
from keqiao.registry.imports.kinds import Compared, ImportTable, Kind, Question, Reporter, register
from keqiao.registry.imports.matching import How, KnownPeople, every_index, index_all
from keqiao.registry.imports.staged import StagedPerson
from keqiao.registry.imports.touching import mark_posts
from keqiao.registry.imports.undoing import undo_pages
from keqiao.registry.imports.writing import Keeping
from keqiao.registry.refusals import day_or_today

from .persons import PERSON_COLUMNS, STAGED, PersonShape


def keeping_of(target: Organisation, data: ImportTable) -> Keeping:
    """What holds for all rows. Takes the lock under which one list at a time goes into an organisation's records."""
    keeper = Organisation.objects.select_for_update().get(pk=target.pk)
    return Keeping(
        keeper=keeper, changes=day_or_today(data.starts), confirmed=data.confirm_sources, synthetic=data.synthetic
    )


def enrolled_pages(
    target: Organisation, data: ImportTable, pages: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[Sequence[Sequence[Any]], Enrolled]]:
    """Write the people of each page; gives its rows and who they are."""
    keeping = keeping_of(target, data)
    up_to = Person.objects.aggregate(last=Max("pk"))["last"] or 0
    for page in pages:
        yield page["rows"], enrol_page(keeping, page["rows"], data.decisions, up_to)


def undo_people(act: Act, target: Organisation, data: ImportTable, outcomes: Iterable[dict[str, Any]]) -> None:
    """Take a list of people back."""
    touched = undo_pages(outcomes, {})
    mark_posts(touched, target.pk)


@bulk_verb(
    "people.enrol_many",
    does=gettext_lazy("导入了人员"),
    undoes=gettext_lazy("撤销了人员导入"),
    needs="people.import",
    on=lambda target, data: [target],
    schema=ImportTable,
    undo=undo_people,
    paged=True,
)
def enrol_many(
    act: Act, target: Organisation, data: ImportTable, pages: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Enrol the people of a list under the organisation that keeps their records."""
    changed: list[int] = []
    count = 0
    for rows, enrolled in enrolled_pages(target, data, pages):
        changed += enrolled.changed
        count += len(rows)
        yield enrolled.outcome
    mark_posts(changed, target.pk)
    act.emit("people.enrolled_many", organisation=target.pk, rows=count)


def compare_people(organisation: Organisation, page: Page, report: Reporter, decisions: Mapping[int, int]) -> Compared:
    """Who is known, who might be, and whose number belongs to somebody else."""
    found = Compared()
    rows = page.rows
    indexes = index_all(row[6] for row in rows)
    keys = [(row[1], index, row[4], row[5], row[7]) for row, index in zip(rows, indexes, strict=True)]
    known = KnownPeople.those(candidates(organisation.pk, keys, every_index(row[6] for row in rows)))
    for row in rows:
        if row[0] in page.faulty:
            continue
        if decisions.get(row[0]) or not known.may_mean(row[1], row[6]):
            found.known += bool(decisions.get(row[0]))
            found.new += not decisions.get(row[0])
            continue
        _compare_row(known, StagedPerson(*row[:STAGED]), report, row[0] in decisions, found)
    return found


def _compare_row(known: KnownPeople, row: StagedPerson, report: Reporter, decided: bool, found: Compared) -> None:
    match = known.match(row)
    told = {"name": row.name}
    if match.how is How.OTHER_NAME and match.person is not None:
        said = _("这个证件号码已登记在“%(holder)s”名下，与本行姓名不同，请核对姓名和号码")
        report(row.row, "id_number", "person.other_name", said % {"holder": match.person.name})
        return
    if decided:
        found.new += 1
        return
    possible = tuple(sorted(one.pk for one in known.possible(row)))
    if match.how is How.AMBIGUOUS:
        found.questions.append(Question(row.row, row.name, possible, must=True))
        report(row.row, "name", "person.ambiguous", _("已有人员中有几位“%(name)s”都可能是这一位，请选择") % told)
        return
    if match.how is How.NEW:
        if match.alike:
            found.questions.append(Question(row.row, row.name, possible, must=False))
        found.new += 1
        return
    if match.how is How.BIRTH:
        found.questions.append(Question(row.row, row.name, possible, must=False))
    found.known += 1


def told(outcomes: Sequence[Mapping[str, Any]]) -> str:
    """What a list of people did, as one sentence."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        counts["new"] += sum(last - first + 1 for first, last in outcome.get("new", ()))
        for one in outcome.get("known", ()):
            counts["known"] += 1
            counts["filled"] += "filled" in one
            counts["work"] += "work" in one
            counts["confirmed"] += "confirmed" in one
            counts["same"] += one.keys() == {"person"}
    counted = {"rows": counts["new"] + counts["known"], "people": counts["new"]}
    more = [
        (_("补充资料%(number)d人"), counts["filled"]),
        (_("更新单位职务%(number)d人"), counts["work"]),
        (_("确认来源类别%(number)d人"), counts["confirmed"]),
        (_("%(number)d人与已有记录一致"), counts["same"]),
    ]
    parts = [_("共%(rows)d人：新登记%(people)d人") % counted]
    parts += [said % {"number": number} for said, number in more if number]
    return _("，").join(parts) + _("。")


PEOPLE = register(
    Kind(
        code="people",
        label=gettext_lazy("人员"),
        noun=gettext_lazy("人"),
        about=gettext_lazy("科技工作者的基本情况和工作单位；不进任何机构。"),
        columns=PERSON_COLUMNS,
        shape=lambda organisation, today: PersonShape(),
        verb=enrol_many,
        compare=compare_people,
        summary=told,
        sample=(
            "韦晓",
            "女",
            "壮族",
            "1975.06",
            "",
            "",
            "龙城重工机械有限公司",
            "高级工程师",
            "",
            "高级工程师",
            "大学本科",
        ),
        order=10,
        asks_sources=True,
    )
)
