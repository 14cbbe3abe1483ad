"""The numbers of a credentials report: who isn't known is counted apart, and age bands are told on the day."""

from __future__ import annotations

from blocks.assemblies.composing.given import Congress, engineer
from cast import PersonFactory
from keqiao.blocks.assemblies.composing.counting import seated, standing
from keqiao.blocks.assemblies.composing.credentials import BANDS, counted


def test_who_is_not_known_is_counted_apart(congress: Congress) -> None:
    day = congress.making.day
    congress.nominate(
        engineer(congress.cast.luzhai, born=day.year - 36),
        PersonFactory(keeper=congress.cast.luzhai),
        engineer(congress.cast.luzhai, born=day.year - 70),
    )
    congress.report()
    found = counted(congress.now(), seated(standing(congress.now())))
    assert found["total"] == 3
    assert found["traits"]["women"] == {"yes": 2, "no": 0, "unknown": 1}
    assert found["sources"] == {"enterprise": 2, "": 1}
    assert found["ages_unknown"] == 1
    assert [upper for upper, _number in found["ages"]] == [*BANDS, 0]
    assert dict(found["ages"])[0] == 1
    assert sum(number for _upper, number in found["ages"]) == 2


def test_an_interval_over_the_edge_of_a_band_is_not_known(congress: Congress) -> None:
    person = PersonFactory(
        keeper=congress.cast.luzhai,
        birth_from=congress.making.day.replace(year=congress.making.day.year - 46, month=1, day=1),
        birth_to=congress.making.day.replace(year=congress.making.day.year - 45, month=12, day=31),
    )
    congress.nominate(person)
    congress.report()
    assert counted(congress.now(), seated(standing(congress.now())))["ages_unknown"] == 1
