"""A tree of organisations is registered in one go, or not at all, and can be taken back while nothing rests on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.organisations.models import Attribute, Link, Organisation, Placement
from keqiao.kernel.organisations.tree import subtree
from keqiao.kernel.search.models import NamePair
from keqiao.kernel.search.names import named, pairs
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.imports.registrations import RegisterMany, register_many
from keqiao.registry.refusals import division_by_code, organisation_by_code
from keqiao.registry.verbs import divisions, links, organisations, posts
from registry.conftest import OPERATES, VISITS, Registry

COUNTY = {
    "code": "450224",
    "name": "融安县科学技术协会",
    "short_name": "融安县科协",
    "kind": "association",
    "level": "county",
    "leading": "450200",
    "founding": "independent",
    "attributes": {"party_conditions": "1"},
}
BRANCH = {
    "code": "450224-dz",
    "name": "中共融安县科协党组",
    "kind": "leading_party_group",
    "level": "county",
    "leading": "450224",
    "links": [{"kind": "party_organisation_of", "other": "450224", "starts": "2019-01-01"}],
}
SOCIETY = {
    "code": "lz-ls",
    "name": "柳州市螺蛳学会",
    "kind": "society",
    "level": "municipal",
    "leading": "450200",
    "founded": "2011-05-06",
    "attributes": {"rating": "3A", "size_band": "small"},
    "said_from": "2018-01-01",
}


def bring_in(registry: Registry, *rows: dict[str, Any], act: Act = OPERATES) -> Batch:
    """Stage and apply these rows below the city."""
    batch = register_many.stage(act, registry.city, RegisterMany(), rows, target=registry.city)
    return register_many.apply(act, batch, target=registry.city)


def test_rows_become_organisations_with_what_is_said_of_them(registry: Registry) -> None:
    bring_in(registry, COUNTY, BRANCH, SOCIETY)
    county, society = organisation_by_code("450224"), organisation_by_code("lz-ls")
    assert (county.name, str(county), county.founding, county.version) == (
        COUNTY["name"],
        "融安县科协",
        "independent",
        1,
    )
    assert society.founded == dt.date(2011, 5, 6)
    assert [(one.name, one.starts, one.ends) for one in society.names.all()] == [
        (SOCIETY["name"], society.founded, None)
    ]
    said = Attribute.objects.values_list("organisation__code", "kind", "value", "starts")
    assert set(said) == {
        ("450224", "party_conditions", "1", None),
        ("lz-ls", "rating", "3A", dt.date(2018, 1, 1)),
        ("lz-ls", "size_band", "small", dt.date(2018, 1, 1)),
    }
    tie = Link.objects.get()
    assert (tie.source.code, tie.target.code, tie.starts) == ("450224-dz", "450224", dt.date(2019, 1, 1))
    assert {county.pk, organisation_by_code("450224-dz").pk, society.pk} < set(subtree(registry.city.pk))
    assert Entry.objects.filter(verb="organisations.register_many.apply").count() == 1


def test_they_are_found_by_any_part_of_their_names_until_they_are_taken_back(registry: Registry) -> None:
    batch = bring_in(registry, COUNTY, SOCIETY)
    assert Organisation.objects.get(named(Organisation, "螺蛳")).code == "lz-ls"
    assert Organisation.objects.get(named(Organisation, "融安县科协")).code == "450224"
    held = NamePair.objects.count()
    register_many.undo(OPERATES, batch, target=registry.city)
    gone = len(pairs("柳州市螺蛳学会") | pairs("")) + len(pairs("融安县科学技术协会") | pairs("融安县科协"))
    assert NamePair.objects.count() == held - gone


def test_whoever_is_concerned_is_counted_anew(registry: Registry) -> None:
    divisions.load_divisions(OPERATES, registry.city)
    organisations.place(OPERATES, registry.city, {"leading": None, "starts": "2000-01-01", "division": "450200"})
    Dirty.objects.all().delete()
    tied = SOCIETY | {"links": [{"kind": "group_member", "other": "450200"}]}
    bring_in(registry, COUNTY | {"division": "450224"}, tied)
    county = organisation_by_code("450224")
    assert county.placements.get().division == division_by_code("450224")
    dirty = set(Dirty.objects.values_list("fact", "organisation"))
    assert {(fact, county.pk) for fact in ("organisations", "divisions", "populations")} <= dirty
    assert {("divisions", registry.city.pk), ("links", registry.city.pk)} <= dirty


def test_a_society_moves_no_count_of_divisions(registry: Registry) -> None:
    Dirty.objects.all().delete()
    bring_in(registry, SOCIETY)
    assert set(Dirty.objects.values_list("fact", flat=True)) == {"organisations", "links"}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"code": "a b"}, "不合规则"),
        ({"code": "lz-jx"}, "已由“柳州市机械工程学会”使用"),
        ({"name": ""}, "名称为空"),
        ({"name": "学" * 121}, "最多120个字"),
        ({"uscc": "123"}, "统一社会信用代码"),
        ({"leading": "999999"}, "不在办理范围内"),
        ({"division": "990000"}, "990000”在该日期不存在"),
        ({"attributes": {"rating": "9A"}}, "不能是“9A”"),
        ({"links": [{"kind": "host", "other": "lz-ls"}]}, "不存在或就是它自己"),
        ({"links": [{"kind": "host", "other": "nobody"}]}, "不存在或就是它自己"),
        ({"kind": "club"}, "第2行有误"),
    ],
)
def test_one_wrong_row_keeps_all_out(registry: Registry, wrong: dict[str, Any], says: str) -> None:
    before = Organisation.objects.count()
    with pytest.raises(VerbError, match=says) as refused:
        bring_in(registry, COUNTY, SOCIETY | wrong)
    assert "第2行" in str(refused.value)
    assert Organisation.objects.count() == before


def test_a_code_that_stands_twice_keeps_all_out(registry: Registry) -> None:
    with pytest.raises(VerbError, match="不止一次"):
        bring_in(registry, SOCIETY, SOCIETY)


def test_a_division_counts_on_the_day_from_which_an_organisation_stands_there(registry: Registry) -> None:
    divisions.load_divisions(OPERATES, registry.city)
    old = COUNTY | {"division": "450221"}  # 柳江县, a district under another code since 2016
    with pytest.raises(VerbError, match="450221”在该日期不存在"):
        bring_in(registry, old)
    bring_in(registry, old | {"starts": "2010-01-01"})
    assert str(organisation_by_code("450224").placements.get().division) == "柳江县"


def test_nobody_leads_from_outside_or_from_a_later_row(registry: Registry) -> None:
    with pytest.raises(VerbError, match="不在前面的行中"):
        bring_in(registry, BRANCH | {"links": []}, COUNTY)
    batch = register_many.stage(OPERATES, registry.county, RegisterMany(), [SOCIETY], target=registry.county)
    with pytest.raises(VerbError, match="不在办理范围内"):
        register_many.apply(OPERATES, batch, target=registry.county)


def test_only_those_who_manage_organisations_may(registry: Registry) -> None:
    with pytest.raises(Refused):
        bring_in(registry, SOCIETY, act=VISITS)
    bring_in(registry, SOCIETY, act=registry.clerk)


def test_all_of_it_is_taken_back(registry: Registry) -> None:
    before = Organisation.objects.count(), Placement.objects.count()
    batch = bring_in(registry, COUNTY, BRANCH, SOCIETY)
    Dirty.objects.all().delete()
    register_many.undo(registry.clerk, batch, target=registry.city)
    assert (Organisation.objects.count(), Placement.objects.count()) == before
    assert not Attribute.objects.exists()
    assert not Link.objects.exists()
    assert Dirty.objects.filter(fact="organisations").count() == 3


@pytest.mark.parametrize("later", ["led", "linked", "said", "body"])
def test_what_others_rest_on_stays(registry: Registry, later: str) -> None:
    batch = bring_in(registry, SOCIETY, COUNTY)
    county = organisation_by_code("450224")
    if later == "led":
        organisations.register(
            OPERATES, county, {"code": "x", "name": "某镇科协", "kind": "township_association", "level": "township"}
        )
    elif later == "linked":
        links.link(OPERATES, registry.society, {"kind": "contact", "other": "450224"})
    elif later == "said":
        organisations.set_attribute(OPERATES, county, {"kind": "full_time_staff", "value": "1"})
    else:
        posts.form_body(OPERATES, county, {"kind": "congress"})
    before = Organisation.objects.count()
    with pytest.raises(VerbError, match="没有撤销"):
        register_many.undo(OPERATES, batch, target=registry.city)
    assert Organisation.objects.count() == before
