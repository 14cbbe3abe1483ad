"""Division codes are loaded once, with their dates and parents; residents are counted by year."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.divisions.models import Division, Population
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.refusals import division_by_code
from keqiao.registry.verbs import divisions, organisations
from registry.conftest import OPERATES, VISITS, Registry


def test_all_codes_are_loaded_once(registry: Registry) -> None:
    made = divisions.load_divisions(OPERATES, registry.city)
    assert made == Division.objects.count() > 3000
    assert divisions.load_divisions(OPERATES, registry.city) == 0
    assert Division.objects.count() == made


def test_every_division_in_force_hangs_in_the_tree(registry: Registry) -> None:
    divisions.load_divisions(OPERATES, registry.city)
    in_force = Division.objects.filter(holds_on(today()))
    assert in_force.filter(parent=None).get().level == "national"
    assert not in_force.filter(parent__ends__isnull=False).exists()
    assert str(division_by_code("450200").parent) == "广西壮族自治区"


def test_what_was_changed_is_put_right_again(registry: Registry) -> None:
    divisions.load_divisions(OPERATES, registry.city)
    city = division_by_code("450200")
    city.name = "龙城市"
    with pytest.raises(RuntimeError, match="outside a verb"):
        city.save()


def test_loading_marks_whoever_counts_divisions(registry: Registry) -> None:
    divisions.load_divisions(OPERATES, registry.city)
    organisations.place(OPERATES, registry.county, {"leading": "450200", "starts": "2024-01-01", "division": "450223"})
    divisions.load_divisions(OPERATES, registry.city)
    assert Dirty.objects.filter(fact="divisions", organisation=registry.county.pk).exists()


def test_only_administrators_load(registry: Registry) -> None:
    for act in (VISITS, registry.clerk):
        with pytest.raises(Refused):
            divisions.load_divisions(act, registry.city)


def test_a_poor_county_is_marked_and_counted_anew(registry: Registry) -> None:
    divisions.load_divisions(OPERATES, registry.city)
    organisations.place(OPERATES, registry.city, {"leading": None, "starts": dt.date(2000, 1, 1), "division": "450200"})
    Dirty.objects.all().delete()
    for poor in (True, False, None):
        divisions.mark_poor(OPERATES, division_by_code("450223"), {"poor": poor})
        assert division_by_code("450223").poor is poor
    assert Dirty.objects.filter(fact="divisions", organisation=registry.city.pk).exists()
    with pytest.raises(Refused):
        divisions.mark_poor(registry.clerk, division_by_code("450223"), {"poor": True})


def test_residents_are_kept_by_year(registry: Registry) -> None:
    divisions.load_divisions(OPERATES, registry.city)
    county = division_by_code("450223")
    with pytest.raises(VerbError, match="都没有登记科协"):
        divisions.set_population(OPERATES, county, {"year": 2020, "people": 420_000, "source": "人口普查"})
    organisations.place(OPERATES, registry.city, {"leading": None, "starts": dt.date(2000, 1, 1), "division": "450200"})
    assert divisions.responsible_association(county) == registry.city
    for people in (400_000, 420_000):
        divisions.set_population(OPERATES, county, {"year": 2020, "people": people, "source": "人口普查"})
    assert Population.objects.get().people == 420_000
    with pytest.raises(VerbError, match="不能是负数"):
        divisions.set_population(OPERATES, county, {"year": 2020, "people": -1, "source": "人口普查"})
    with pytest.raises(VerbError, match="数据来源"):
        divisions.set_population(OPERATES, county, {"year": 2020, "people": 1, "source": ""})
