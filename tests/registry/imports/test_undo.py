"""An import can be taken back as long as nothing rests on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.posts.models import Post, Term
from keqiao.kernel.standards.identity import check_digit
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.imports.people import ImportPeople, apply_import, stage_import, take_back
from keqiao.registry.imports.preview import preview
from keqiao.registry.imports.sources import confirm_proposals, source_groups
from keqiao.registry.verbs import memberships, people, posts
from registry.conftest import OPERATES, VISITS, Registry
from registry.imports.conftest import HEADER, PEOPLE, SaveBook

FIRST = "45020219750603001"
ID = FIRST + check_digit(FIRST)


@pytest.fixture
def bring_in(registry: Registry, save_book: SaveBook) -> Any:
    """Imports rows into the congress."""

    def done(rows: Any = PEOPLE, header: Any = HEADER, **data: Any) -> Batch:
        seen = preview(save_book(rows, header), registry.city, registry.congress)
        return apply_import(OPERATES, stage_import(OPERATES, registry.congress, seen, ImportPeople(**data)))

    return done


def kept() -> list[Any]:
    """Everything about people that an import could change."""
    hidden = {"version"}
    return [
        {name: value for name, value in row.items() if name not in hidden}
        for model in (Person, Employment, Trait, Post, Term)
        for row in model.objects.order_by("pk").values()
    ]


def test_everything_made_is_gone(registry: Registry, bring_in: Any) -> None:
    batch = bring_in()
    Dirty.objects.all().delete()
    take_back(registry.clerk, batch)
    assert not Person.objects.exists()
    assert not Post.objects.exists()
    assert Dirty.objects.filter(fact="posts", organisation=registry.city.pk).exists()
    with pytest.raises(VerbError, match="已撤销"):
        take_back(registry.clerk, batch)


def test_what_was_there_before_is_as_it_was(registry: Registry, bring_in: Any) -> None:
    person = people.enrol(
        OPERATES, registry.city, {"name": "韦晓", "unit_name": "龙城重工机械有限公司", "birth": "1975"}
    )
    people.set_trait(OPERATES, person, {"kind": "title", "value": "副高级"})
    posts.elect(OPERATES, registry.term, {"person": person.pk, "role": "delegate", "sector": "机关"})
    before = kept()
    header = (*HEADER, "身份证号", "政治面貌", "职称")
    row = (1, "韦晓", "男", "壮族", "1975.06", "龙城重工机械有限公司总工程师", "企业", ID, "党员", "正高级")
    batch = bring_in([row], header, mode="new_term", term=9, term_starts=dt.date(2026, 5, 8))
    again = bring_in([(1, "韦晓", "男", "壮族", "1975.06", "龙城理工大学教授", "高校", ID, "党员", "正高级")], header)
    assert kept() != before
    take_back(OPERATES, again)
    take_back(OPERATES, batch)
    assert kept() == before


def test_a_visitor_undoes_nothing(registry: Registry, bring_in: Any) -> None:
    batch = bring_in()
    with pytest.raises(Refused):
        take_back(VISITS, batch)
    assert Person.objects.count() == 4


def test_confirming_classes_is_no_obstacle(registry: Registry, bring_in: Any) -> None:
    batch = bring_in()
    assert confirm_proposals(OPERATES, registry.city, source_groups(registry.city)) == 4
    take_back(OPERATES, batch)
    assert not Employment.objects.exists()


def test_later_records_keep_it(registry: Registry, bring_in: Any) -> None:
    batch = bring_in()
    person = Person.objects.get(name="韦晓")
    memberships.admit(OPERATES, registry.society, {"kind": "individual", "person": person.pk})
    with pytest.raises(VerbError, match="又登记了会籍1条"):
        take_back(OPERATES, batch)
    assert Person.objects.count() == Post.objects.count() == 4


def test_people_added_to_the_new_term_keep_it(registry: Registry, bring_in: Any) -> None:
    batch = bring_in(mode="new_term", term=9, term_starts=dt.date(2026, 5, 8))
    later = people.enrol(OPERATES, registry.city, {"name": "莫非", "unit_name": "云桥"})
    posts.elect(OPERATES, Term.objects.get(number=9), {"person": later.pk, "role": "delegate"})
    with pytest.raises(VerbError, match="任职1条"):
        take_back(OPERATES, batch)


@pytest.mark.parametrize("change", ["person", "work", "post"])
def test_later_changes_keep_it(registry: Registry, bring_in: Any, change: str) -> None:
    batch = bring_in()
    person = Person.objects.get(name="韦晓")
    if change == "person":
        people.correct(OPERATES, person, {"ethnicity": "侗族"})
    elif change == "work":
        people.employ(OPERATES, person, {"unit_name": "云桥"})
    else:
        posts.end_post(OPERATES, person.posts.get(), {"ends": dt.date(2024, 1, 1)})
    with pytest.raises(VerbError, match="没有撤销"):
        take_back(OPERATES, batch)
    assert Person.objects.count() == 4


def test_the_later_of_two_imports_goes_first(registry: Registry, bring_in: Any) -> None:
    first = bring_in([(1, "韦晓", "女", "壮族", "1975", "云桥", "企业")])
    second = bring_in([(1, "韦晓", "女", "壮族", "1975.06", "云桥", "企业")])
    with pytest.raises(VerbError, match="韦晓的记录在这次导入之后又修改过"):
        take_back(OPERATES, first)
    take_back(OPERATES, second)
    take_back(OPERATES, first)
    assert not Person.objects.exists()
