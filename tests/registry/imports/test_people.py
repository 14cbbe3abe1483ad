"""A roster goes in as it is, twice without harm, and out again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.kernel.standards.identity import check_digit
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.verbs.models import Batch, BatchRow
from keqiao.registry.imports import people
from keqiao.registry.imports.people import ImportPeople, apply_import, batch_body, stage_import, summary
from keqiao.registry.imports.preview import preview
from keqiao.registry.verbs import people as person_verbs
from keqiao.registry.verbs import posts as post_verbs
from registry.conftest import OPERATES, VISITS, Registry
from registry.imports.conftest import HEADER, PEOPLE, SaveBook

FIRST = "45020219750603001"
ID = FIRST + check_digit(FIRST)


def bring_in(registry: Registry, path: Any, body: Body | None = None, **data: Any) -> Batch:
    """Preview, stage and apply."""
    body = body or registry.congress
    return people.bring_in(registry.clerk, body, preview(path, body.organisation, body), ImportPeople(**data))


def test_a_roster_goes_in_as_it_is(registry: Registry, save_book: SaveBook) -> None:
    batch = bring_in(registry, save_book())
    assert summary(batch).new_people == 4
    posts = Post.objects.select_related("person").order_by("pk")
    assert [(post.person.name, post.role, post.sector) for post in posts] == [
        ("韦晓", "delegate", "企业"),
        ("阿卜杜拉·买买提", "delegate", "高校"),
        ("覃亮", "delegate", "机关"),
        ("㛃婷", "delegate", "农村"),
    ]
    third = Person.objects.get(name="覃亮")
    assert (third.sex, third.ethnicity) == ("male", "12")
    assert (third.birth_from, third.birth_to) == (dt.date(1990, 1, 1), dt.date(1990, 12, 31))
    work = Employment.objects.get(person=third)
    assert (work.unit_name, work.position) == ("柳州市科学技术局", "局长")
    assert (work.source_class, work.leading_official, work.confirmed) == ("government", True, False)


def test_what_was_imported_is_marked_and_audited(registry: Registry, save_book: SaveBook) -> None:
    batch = bring_in(registry, save_book())
    assert Dirty.objects.filter(fact="posts", organisation=registry.city.pk).exists()
    assert batch.digest in Entry.objects.get(verb="people.import.apply").message
    stored = "".join(BatchRow.objects.values_list("sealed", flat=True))
    assert "韦晓" not in stored


def test_a_visitor_imports_nothing(registry: Registry, save_book: SaveBook) -> None:
    seen = preview(save_book(), registry.city, registry.congress)
    with pytest.raises(Refused):
        stage_import(VISITS, registry.congress, seen, ImportPeople())
    assert not BatchRow.objects.exists()
    staged = stage_import(OPERATES, registry.congress, seen, ImportPeople())
    with pytest.raises(Refused):
        apply_import(VISITS, staged)
    assert not Person.objects.exists()


def test_the_same_file_twice_changes_nothing(registry: Registry, save_book: SaveBook) -> None:
    bring_in(registry, save_book())
    again = bring_in(registry, save_book())
    assert (Person.objects.count(), Employment.objects.count(), Post.objects.count()) == (4, 4, 4)
    assert summary(again).unchanged == 4


def test_names_without_unit_or_birth_are_known_again_by_their_post(registry: Registry, save_book: SaveBook) -> None:
    book = save_book([("韦晓", "企业"), ("覃亮", "机关")], ("姓名", "界别"))
    bring_in(registry, book)
    bring_in(registry, book)
    assert Person.objects.count() == Post.objects.count() == 2


def test_a_batch_is_applied_once(registry: Registry, save_book: SaveBook) -> None:
    batch = bring_in(registry, save_book())
    with pytest.raises(VerbError, match="已导入"):
        apply_import(registry.clerk, batch)
    assert Post.objects.count() == 4


def test_a_new_term_is_opened_with_its_people(registry: Registry, save_book: SaveBook) -> None:
    bring_in(registry, save_book())
    day = dt.date(2026, 5, 8)
    bring_in(registry, save_book(PEOPLE[:2]), mode="new_term", term=9, term_starts=day)
    assert list(Term.objects.values_list("number", "ends")) == [(8, day), (9, None)]
    assert Term.objects.get(number=9).posts.count() == 2
    assert Person.objects.count() == 4


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"mode": "new_term"}, "没有填写新一届的届次"),
        ({"mode": "new_term", "term": 8, "term_starts": dt.date(2026, 5, 8)}, "已经有第8届"),
        ({"mode": "new_term", "term": 9, "term_starts": dt.date(2020, 5, 8)}, "新一届应晚于这一天"),
        ({"term": 7}, "没有第7届"),
    ],
)
def test_a_term_that_is_not_there(registry: Registry, save_book: SaveBook, data: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        bring_in(registry, save_book(), **data)
    assert not BatchRow.objects.exists()


def test_a_past_term_must_be_named(registry: Registry, save_book: SaveBook) -> None:
    with ledger.exempt("fixture"):
        registry.term.ends = dt.date(2024, 1, 1)
        registry.term.save()
    with pytest.raises(VerbError, match="已于2024-01-01届满"):
        bring_in(registry, save_book())
    assert summary(bring_in(registry, save_book(), term=8)).new_posts == 4


def test_new_work_of_known_people_is_added(registry: Registry, save_book: SaveBook) -> None:
    bring_in(registry, save_book())
    moved = (1, "韦晓", "女", "壮族", "1975.06", "龙城理工大学教授", "高校")
    done = summary(bring_in(registry, save_book([moved])))
    old, new = Employment.objects.filter(person__name="韦晓").order_by("pk")
    assert (old.ends, new.source_class) == (new.starts, "university")
    assert Post.objects.get(person__name="韦晓").sector == "高校"
    assert (done.new_people, done.new_work, done.moved_posts) == (0, 1, 1)


def test_what_was_unknown_is_filled_in(registry: Registry, save_book: SaveBook) -> None:
    person = person_verbs.enrol(
        OPERATES, registry.city, {"name": "韦晓", "unit_name": "龙城重工机械有限公司", "birth": "1975"}
    )
    header = (*HEADER, "身份证号", "政治面貌", "职称", "学历")
    row = (1, "韦晓", "男", "壮族", "1975.06", "龙城重工机械有限公司高级工程师", "企业", ID, "党员", "正高级", "博士")
    done = summary(bring_in(registry, save_book([row], header)))
    person.refresh_from_db()
    assert (done.new_people, done.filled) == (0, 1)
    assert (person.sex, person.ethnicity, person.id_number()) == ("male", "08", ID)
    assert person.birth_from == person.birth_to == dt.date(1975, 6, 3)
    assert dict(Trait.objects.values_list("kind", "value")) == {
        "political_affiliation": "01",
        "title": "正高级",
        "degree": "博士",
    }


def test_one_error_keeps_the_whole_file_out(registry: Registry, save_book: SaveBook) -> None:
    faulty = (5, "蓝英", "女", "瑶族", "1975.13", "柳州市壶西医院护师", "医疗")
    with pytest.raises(VerbError, match="有1行、1处错误，没有导入任何一行"):
        bring_in(registry, save_book([*PEOPLE, faulty]))
    assert not Person.objects.exists()
    assert not Batch.objects.exists()


def test_clean_rows_go_in_when_somebody_chose_so(registry: Registry, save_book: SaveBook) -> None:
    faulty = (5, "蓝英", "女", "瑶族", "1975.13", "柳州市壶西医院护师", "医疗")
    batch = bring_in(registry, save_book([*PEOPLE, faulty]), skip_faulty=True)
    assert summary(batch).rows == Person.objects.count() == 4
    assert ImportPeople.model_validate_json(batch.data).skipped_rows == [7]
    with pytest.raises(VerbError, match="没有可以导入的行"):
        bring_in(registry, save_book([faulty]), skip_faulty=True)


def test_classes_may_be_confirmed_at_once(registry: Registry, save_book: SaveBook) -> None:
    undecided = (5, "蓝英", "女", "瑶族", "1975.12", "云桥", "其他")
    bring_in(registry, save_book([*PEOPLE, undecided]), confirm_sources=True)
    assert Employment.objects.filter(confirmed=True).count() == 4
    assert Employment.objects.get(confirmed=False).person.name == "蓝英"


def test_a_batch_of_another_verb_is_not_applied(registry: Registry, save_book: SaveBook) -> None:
    with pytest.raises(VerbError, match="不是人员名册导入"):
        batch_body(Batch(verb="other.import", target_pk=registry.congress.pk))
    assert batch_body(bring_in(registry, save_book())) == registry.congress


@pytest.mark.parametrize(("kind", "role"), [("council", "director"), ("full_committee", "member")])
def test_people_get_the_bodys_usual_role(registry: Registry, save_book: SaveBook, kind: str, role: str) -> None:
    body = post_verbs.form_body(OPERATES, registry.city, {"kind": kind})
    bring_in(registry, save_book(), body, mode="new_term", term=1, term_starts=dt.date(2021, 1, 1))
    assert set(Post.objects.values_list("role", flat=True)) == {role}


def test_the_number_of_queries_grows_by_the_chunk(
    registry: Registry, save_book: SaveBook, django_assert_max_num_queries: Any
) -> None:
    rows = [
        (n, f"韦{chr(0x4E00 + n)}", "女", "壮族", "1975.06", f"龙城第{n}机械有限公司工程师", "企业") for n in range(300)
    ]
    book = save_book(rows)
    with django_assert_max_num_queries(60):
        assert summary(bring_in(registry, book)).new_people == 300


def test_importing_again_confirms_what_is_decided(registry: Registry, save_book: SaveBook) -> None:
    bring_in(registry, save_book())
    again = bring_in(registry, save_book(), confirm_sources=True)
    assert summary(again).confirmed == Employment.objects.filter(confirmed=True).count() == 4
    people.take_back(registry.clerk, again)
    assert not Employment.objects.filter(confirmed=True).exists()


def test_rows_that_cannot_be_written_any_more_are_forgotten(registry: Registry, save_book: SaveBook) -> None:
    seen = preview(save_book(), registry.city, registry.congress)
    for _ in range(2):
        data = {"name": "韦晓", "unit_name": "龙城重工机械有限公司", "despite_namesake": True}
        person_verbs.enrol(OPERATES, registry.city, data)
    with pytest.raises(VerbError, match="第3行的“韦晓”分不清"):
        people.bring_in(registry.clerk, registry.congress, seen, ImportPeople())
    assert Batch.objects.get().state == "abandoned"
    assert not BatchRow.objects.exists()
    assert not Post.objects.exists()


def test_namesakes_of_one_roster_stay_two_people_however_far_apart(
    registry: Registry, save_book: SaveBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "TOGETHER", 1)
    rows = [
        (1, "韦　晓", "女", "壮族", "1975.06", "龙城重工机械有限公司高级工程师", "企业"),
        (2, "韦　晓", "女", "壮族", "1975.06", "龙城理工大学教授", "高校"),
    ]
    batch = bring_in(registry, save_book(rows))
    assert summary(batch).new_people == Person.objects.count() == 2
    people.take_back(registry.clerk, batch)
    assert not Person.objects.exists()
