"""Lists of people: read as they are, brought in at once, taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.standards.identity import check_digit
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.verbs.models import BatchRow
from keqiao.registry.imports import running, undoing
from keqiao.registry.imports.tables.people import enrol_many
from keqiao.registry.verbs import people, posts
from registry.conftest import OPERATES, Registry, user_with
from registry.imports.tables.lists import brought_in, checked, problems, save

ID = "45020219750603001" + check_digit("45020219750603001")
HEADER = ("序号", "姓 名", "性别", "民族", "出生年月", "身份证号码", "工作单位", "职务", "职称", "政治面貌", "联系电话")
WEI = (
    1,
    "韦　晓",
    "",
    "壮",
    "1975.06",
    ID,
    "龙城重工机械有限公司",
    "高级工程师",
    "正高级工程师",
    "党员",
    "13907720000",
)
QIN = (2, "覃亮", "男", "侗族", "1990", None, "柳州市科学技术局", "局长", None, None, None)


def test_a_list_as_it_is_becomes_people_with_work_and_traits(registry: Registry, tmp_path: Path) -> None:
    path = save(tmp_path / "名单.xlsx", HEADER, WEI, QIN, ("合计", "2人"))
    batch = brought_in(registry.clerk, "people", registry.city, path)
    wei, qin = Person.objects.order_by("pk")
    assert (wei.name, wei.sex, wei.ethnicity, wei.id_number()) == ("韦晓", "male", "08", ID)
    assert (wei.birth_from, wei.birth_to) == (dt.date(1975, 6, 3), dt.date(1975, 6, 3))
    assert (qin.name, qin.sex, qin.birth_to) == ("覃亮", "male", dt.date(1990, 12, 31))
    work = Employment.objects.get(person=qin)
    assert (work.unit_name, work.position, work.source_class, work.leading_official, work.confirmed) == (
        *("柳州市科学技术局", "局长", "government", True, False),
    )
    assert dict(Trait.objects.filter(person=wei).values_list("kind", "value"))["title"] == "正高级工程师"
    assert wei.version == work.version == 1
    assert wei.public_id.version == 4
    assert running.summary(batch) == "共2人：新登记2人。"
    assert Entry.objects.get(verb="people.enrol_many.apply").message.startswith(f"batch {batch.public_id}: 2 rows")
    assert "韦晓" not in "".join(BatchRow.objects.values_list("sealed", flat=True))


def test_who_is_known_is_filled_in_and_nobody_is_made_twice(registry: Registry, tmp_path: Path) -> None:
    qin = people.enrol(OPERATES, registry.city, {"name": "覃亮", "unit_name": "柳州市科学技术局", "position": "科长"})
    posts.elect(OPERATES, registry.term, {"person": qin.pk, "role": "delegate"})
    Dirty.objects.all().delete()
    path = save(tmp_path / "名单.xlsx", HEADER, WEI, QIN)
    found = checked("people", registry.city, path)
    assert (found.rows, found.new, found.known, found.faulty) == (2, 1, 1, 0)
    batch = brought_in(registry.clerk, "people", registry.city, path)
    assert Person.objects.count() == 2
    qin.refresh_from_db()
    assert (qin.sex, qin.version) == ("male", 2)
    assert [work.position for work in qin.employments.order_by("pk")] == ["科长", "局长"]
    assert running.summary(batch) == "共2人：新登记1人，补充资料1人，更新单位职务1人。"
    assert Dirty.objects.filter(fact="posts", organisation=registry.city.pk).exists()
    again = brought_in(registry.clerk, "people", registry.city, path)
    assert running.summary(again) == "共2人：新登记0人，2人与已有记录一致。"


def test_a_list_is_taken_back_with_everything_it_changed(registry: Registry, tmp_path: Path) -> None:
    qin = people.enrol(OPERATES, registry.city, {"name": "覃亮", "unit_name": "柳州市科学技术局", "position": "科长"})
    batch = brought_in(registry.clerk, "people", registry.city, save(tmp_path / "名单.xlsx", HEADER, WEI, QIN))
    running.take_back(registry.clerk, batch)
    assert list(Person.objects.all()) == [qin]
    work = Employment.objects.get()
    assert (work.position, work.ends) == ("科长", None)
    assert not Trait.objects.exists()
    qin.refresh_from_db()
    assert (qin.sex, qin.birth_from) == ("", None)


def test_what_rests_on_a_list_or_changed_it_keeps_it(registry: Registry, tmp_path: Path) -> None:
    batch = brought_in(registry.clerk, "people", registry.city, save(tmp_path / "名单.xlsx", HEADER, WEI))
    wei = Person.objects.get()
    post = posts.elect(OPERATES, registry.term, {"person": wei.pk, "role": "delegate"})
    assert set(undoing.PEOPLE) == {"traits", "work", "new"}
    with pytest.raises(VerbError, match="任职1条"):
        running.take_back(registry.clerk, batch)
    with ledger.exempt("the post goes again"):
        post.delete()
    people.correct(OPERATES, wei, {"sex": "female"})
    with pytest.raises(VerbError, match="“韦晓”等记录在这次导入之后又修改过"):
        running.take_back(registry.clerk, batch)
    assert Person.objects.count() == Employment.objects.count() == 1


def test_each_wrong_cell_is_named_and_the_rest_can_go_in(registry: Registry, tmp_path: Path) -> None:
    path = save(
        tmp_path / "名单.xlsx",
        HEADER,
        WEI,
        (2, "", "男", "壮族", "1990", None, "云桥科技有限公司", "经理", None, None, None),
        (
            3,
            "李明",
            "南",
            "装族",
            "1990.13",
            ID[:-1] + ("0" if ID[-1] != "0" else "1"),
            "云桥",
            "经理",
            None,
            "群民",
            "",
        ),
        (4, "韦晓", "", "", "", ID, "云桥科技有限公司", "经理", None, None, None),
        (
            5,
            "韦建",
            "女",
            "",
            "1975.07",
            "45020219750603003" + check_digit("45020219750603003"),
            "云桥",
            "",
            None,
            None,
            "",
        ),
        (6, "黄" * 51, "", "", "", None, "云" * 200, "", None, None, None),
    )
    found = checked("people", registry.city, path)
    assert problems(found) == {
        "B4": "cell.empty",
        "C5": "sex.unknown",
        "D5": "ethnic.unknown",
        "E5": "date.month",
        "F5": "id.checksum",
        "J5": "political.unknown",
        "F6": "row.twice",
        "E7": "birth.mismatch",
        "C7": "sex.mismatch",
        "B8": "name.long",
        "G8": "text.long",
    }
    assert (found.rows, found.faulty, found.clean) == (6, 5, 1)
    brought_in(registry.clerk, "people", registry.city, path)
    assert [person.name for person in Person.objects.all()] == ["韦晓"]


def test_a_number_under_another_name_is_an_error_and_namesakes_are_asked_about(
    registry: Registry, tmp_path: Path
) -> None:
    people.enrol(OPERATES, registry.city, {"name": "韦建", "unit_name": "云桥", "id_number": ID})
    two = [
        people.enrol(
            OPERATES, registry.city, {"name": "覃亮", "unit_name": unit, "birth": "1990.05", "despite_namesake": True}
        )
        for unit in ("龙城", "云桥")
    ]
    row = (2, "覃亮", "男", "", "1990.05", None, "柳江", "局长", None, None, None)
    path = save(tmp_path / "名单.xlsx", HEADER, WEI, row)
    found = checked("people", registry.city, path)
    assert problems(found) == {"F3": "person.other_name", "B4": "person.ambiguous"}
    (question,) = found.questions
    assert (question.row, question.people, question.must) == (4, tuple(one.pk for one in two), True)
    brought_in(registry.clerk, "people", registry.city, path, decisions={4: two[1].pk})
    assert two[1].employments.count() == 2
    assert Person.objects.count() == 3


def test_somebody_decided_that_a_namesake_is_another_person(registry: Registry, tmp_path: Path) -> None:
    people.enrol(OPERATES, registry.city, {"name": "覃亮", "unit_name": "龙城", "birth": "1990.05"})
    row = (2, "覃亮", "男", "", "1990.05", None, "柳江", "局长", None, None, None)
    path = save(tmp_path / "名单.xlsx", HEADER, row)
    assert [question.must for question in checked("people", registry.city, path).questions] == [False]
    brought_in(registry.clerk, "people", registry.city, path, decisions={3: 0})
    assert Person.objects.filter(name="覃亮").count() == 2


def test_applying_refuses_what_became_unclear_since_it_was_read(registry: Registry, tmp_path: Path) -> None:
    path = save(tmp_path / "名单.xlsx", HEADER, WEI)
    one = running.kind_of_verb("people.enrol_many")
    assert one is not None
    seen = running.best(running.look(path, one))
    batch = running.stage(registry.clerk, one, registry.city, seen, running.ImportTable(), running.Found())
    people.enrol(OPERATES, registry.city, {"name": "韦建", "unit_name": "云桥", "id_number": ID})
    with pytest.raises(VerbError, match="第3行的“韦晓”分不清"):
        running.apply(registry.clerk, batch)
    assert Person.objects.count() == 1


def test_who_may_not_import_reads_nothing_in(registry: Registry, tmp_path: Path) -> None:
    path = save(tmp_path / "名单.xlsx", HEADER, WEI)
    with pytest.raises(Refused):
        brought_in(user_with("reader", registry.city, "reader"), "people", registry.city, path)
    assert not BatchRow.objects.exists()
    assert enrol_many.needs == "people.import"


def test_proposed_classes_are_confirmed_when_asked(registry: Registry, tmp_path: Path) -> None:
    path = save(tmp_path / "名单.xlsx", HEADER, WEI, (3, "李明", "", "", "", None, "云桥", "", None, None, None))
    brought_in(registry.clerk, "people", registry.city, path, confirm_sources=True)
    assert dict(Employment.objects.values_list("person__name", "confirmed")) == {"韦晓": True, "李明": False}


def test_many_rows_take_no_more_statements_than_few(
    registry: Registry, tmp_path: Path, django_assert_max_num_queries: object
) -> None:
    rows = [
        (n, f"韦{chr(0x4E00 + n)}", "男", "", "1990", None, f"单位{n}", "工程师", None, None, None) for n in range(300)
    ]
    with django_assert_max_num_queries(60):  # type: ignore[operator]  # a fixture of pytest-django
        brought_in(registry.clerk, "people", registry.city, save(tmp_path / "名单.xlsx", HEADER, *rows))
    assert Person.objects.count() == 300
