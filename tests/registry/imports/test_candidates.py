"""Who could be meant by rows of a list, and nobody else."""

from __future__ import annotations

from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.identity import check_digit
from keqiao.registry.imports.candidates import Key, candidates, plain_forms
from keqiao.registry.imports.matching import index_all
from keqiao.registry.verbs import people
from registry.conftest import OPERATES, Registry

ID = "45020219750603001" + check_digit("45020219750603001")


def enrol(registry: Registry, **data: str) -> int:
    """Somebody called 韦晓, by their id."""
    made: Person = people.enrol(OPERATES, registry.city, {"name": "韦晓", "despite_namesake": True} | data)
    return made.pk


def found(registry: Registry, *keys: Key, **more: int) -> set[int]:
    """Who could be meant."""
    numbers = {key[1] for key in keys if key[1]}
    return candidates(registry.city.pk, keys, numbers, **more)  # type: ignore[arg-type]  # up_to and everyone


def test_namesakes_are_found_by_unit_or_birth_and_no_others(registry: Registry) -> None:
    same_unit = enrol(registry, unit_name="云桥（集团）有限公司")
    same_month = enrol(registry, unit_name="龙城", birth="1975.06")
    enrol(registry, unit_name="龙城", birth="1980")
    enrol(registry, unit_name="柳江")
    assert found(registry, ("韦晓", "", 19750601, 19750630, "云桥(集团) 有限公司")) == {same_unit, same_month}
    assert found(registry, ("覃亮", "", 19750601, 19750630, "云桥（集团）有限公司")) == set()
    assert candidates(registry.county.pk, [("韦晓", "", None, None, "柳江")]) == set()


def test_an_id_number_decides_and_rules_others_out(registry: Registry) -> None:
    holder = enrol(registry, unit_name="云桥", id_number=ID)
    without = enrol(registry, unit_name="云桥")
    assert found(registry, ("某人", index_all([ID])[0], None, None, "")) == {holder}
    assert found(registry, ("韦晓", "f" * 32, None, None, "云桥")) == {without}


def test_bare_names_find_everybody_only_when_asked(registry: Registry) -> None:
    one = enrol(registry, unit_name="云桥")
    assert found(registry, ("韦晓", "", None, None, "")) == set()
    assert found(registry, ("韦晓", "", None, None, ""), everyone=True) == {one}
    assert found(registry, ("韦晓", "", None, None, ""), everyone=True, up_to=one - 1) == set()


def test_units_are_compared_without_blanks_brackets_and_widths() -> None:
    assert plain_forms("云桥 （集团）Ａ公司") == ("云桥集团Ａ公司", "云桥集团A公司")
