"""The register of templates: what blocks offer, what is announced; each counts something that is there."""

from __future__ import annotations

from enum import Enum
from typing import Any, get_args, get_origin

import pytest

from cast import Cast
from keqiao.plans.models import Programme
from keqiao.plans.programmes import templates
from keqiao.plans.programmes.running import counted
from keqiao.plans.programmes.templates import Template, YearlySettings, find, known, register_template, rule

# Settings without which a template can't run, and all that it may have.
FULL: dict[str, dict[str, Any]] = {
    "activities.series": {"kind": "training", "audience": "farmers", "themed": True},
    "assemblies.congress": {"bodies": ["congress"], "front_line": "70%", "young": "1/3", "sectors": ["new_economic"]},
    "assemblies.meetings": {"body": "congress", "name": "代表大会"},
    "assemblies.duties": {"body": "congress", "kind": "proposal"},
    "calls.award": {"programme": "key_project"},
    "places.network": {"kind": "e_station", "site": "campus", "partner": "seismology"},
    "resources.title": {"kind": "popular_work", "name": "某书"},
    "returns.number": {"indicator": "literacy"},
    "returns.evidence": {"topic": "rules"},
    "registry.organisations": {"kind": "society"},
    "registry.links": {"kind": "group_member", "other_kind": "society"},
    "registry.members": {"member_class": "individual"},
    "registry.posts": {"body": "chair_meeting", "role": "vice_chair", "part_time": True, "resident": True},
    "registry.secondments": {"direction": "in"},
    "registry.funding": {"kind": "budget", "purpose": "popularisation"},
    "registry.list": {"kind": "park"},
    "assemblies.studio": {"by": "area", "answered": True},
    "assemblies.filepack": {"of": "society"},
    "assemblies.consultation": {"kinds": ["consultation"], "chambers": ["cppcc"]},
}


def programme(name: str, settings: dict[str, Any]) -> Programme:
    """A programme of that template, nowhere stored."""
    model = find(name)
    assert model is not None
    text = model.settings.model_validate(settings).model_dump_json()
    return Programme(plan="small", code="one", clause="一", title="一项", template=name, settings=text)


def least(name: str) -> dict[str, Any]:
    """The settings without which the template can't run."""
    model = find(name)
    assert model is not None
    return {key: FULL[name][key] for key, info in model.settings.model_fields.items() if info.is_required()}


def test_every_template_that_is_offered_is_tried_here() -> None:
    assert set(FULL) == set(templates._register)


@pytest.mark.parametrize("name", FULL)
def test_the_engine_counts_what_a_template_says(name: str, cast: Cast) -> None:
    for settings in (least(name), FULL[name]):
        made = counted(programme(name, settings), cast.liuzhou)
        assert made is not None, f"{name} with {settings} doesn't compile"
        assert (made.measure, made.target.text) == ("count", "at_least: 1")


@pytest.mark.parametrize("name", FULL)
def test_every_value_that_a_setting_may_have_compiles(name: str, cast: Cast) -> None:
    model = find(name)
    assert model is not None
    for key, info in model.settings.model_fields.items():
        for value in choices(info.annotation):
            given = [value.value] if get_origin(info.annotation) is list else value.value
            settings = FULL[name] | {key: given}
            assert counted(programme(name, settings), cast.liuzhou) is not None, (key, value)


def choices(kind: Any) -> list[Enum]:
    """The values of an enumeration, of one that may be left out too."""
    found = next((one for one in (kind, *get_args(kind)) if isinstance(one, type) and issubclass(one, Enum)), None)
    return list(found) if found is not None else []


def test_what_has_a_day_is_counted_by_the_year_and_nothing_else() -> None:
    daily = {name for name in FULL if issubclass(templates._register[name].settings, YearlySettings)}
    assert daily == {
        "activities.series",
        "assemblies.meetings",
        "assemblies.consultation",
        "assemblies.studio",
        "assemblies.duties",
        "calls.award",
        "resources.title",
    }


def test_what_is_announced_is_known_and_not_offered() -> None:
    assert find("liaison.channel") is None
    assert str(known()["liaison.channel"]) == "建言渠道"
    assert not set(templates.ANNOUNCED) & set(FULL)
    assert set(known()) == set(templates.ANNOUNCED) | set(FULL)


def test_a_template_is_found_once_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "_register", {})
    made = Template("surveys.survey", "问卷", YearlySettings, lambda settings: {"of": "activities"})
    register_template(made)
    assert find("surveys.survey") is made
    assert known()["surveys.survey"] == "问卷"  # what is offered comes before what is announced


def test_rules_leave_out_what_is_not_given() -> None:
    assert rule() == ""
    assert rule("", kind=None) == ""
    assert rule("themed", "", kind="training", audience=None) == "themed and kind = 'training'"


def test_settings_refuse_what_they_do_not_know() -> None:
    for wrong in ({"nope": 1}, {"at_least": 0}, {"per": "month"}):
        with pytest.raises(ValueError, match="validation error"):
            YearlySettings.model_validate(wrong)
