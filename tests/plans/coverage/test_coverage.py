"""How much of plans and systems runs: bound, declaratory, open, and why what is bound doesn't run."""

from __future__ import annotations

from typing import Any

import pytest

from cast import PostFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.tree import today
from keqiao.plans.coverage.coverage import Coverage, coverage, filled_facts
from keqiao.plans.library import NoSuchPlan
from keqiao.plans.models import Counted
from keqiao.plans.packages.problems import PackageError
from keqiao.plans.programmes import templates
from keqiao.plans.tallies import refresh
from plans.coverage.given import Books, feature, provision, system


def reasons(found: Coverage) -> dict[str, tuple[str, dict[str, str]]]:
    """By provision its state, and of each binding why it doesn't run."""
    [one] = found.plans
    return {
        covered.provision.id: (covered.state, {bound.binding: bound.reason for bound in covered.bindings})
        for covered in one.provisions
    }


def test_a_provision_is_bound_declaratory_or_open(books: Books) -> None:
    books.features(feature())
    books.provisions(
        provision(1, "feature/register"),
        provision(2, declaratory="It asks for nothing."),
        provision(3),
        provision(4, "programme/series"),
        provision(5, "commitment/delegates"),
    )
    assert reasons(coverage()) == {
        "small/001": ("bound", {"feature/register": ""}),
        "small/002": ("declaratory", {}),
        "small/003": ("open", {}),
        "small/004": ("bound", {"programme/series": ""}),
        "small/005": ("bound", {"commitment/delegates": ""}),
    }


def test_what_does_not_run_leaves_it_open_and_says_why(books: Books) -> None:
    books.features(feature("gone", pages=["nowhere"]), feature("empty", facts=["awards"]))
    books.provisions(
        provision(1, "programme/channel"),
        provision(2, "feature/gone"),
        provision(3, "feature/empty"),
        provision(4, "feature/nope"),
        provision(5, "programme/nope"),
        provision(6, "commitment/nope"),
        provision(7, "programme/channel", "programme/series"),
    )
    assert reasons(coverage()) == {
        "small/001": ("open", {"programme/channel": "planned"}),
        "small/002": ("open", {"feature/gone": "missing"}),
        "small/003": ("open", {"feature/empty": "empty"}),
        "small/004": ("open", {"feature/nope": "missing"}),
        "small/005": ("open", {"programme/nope": "missing"}),
        "small/006": ("open", {"commitment/nope": "missing"}),
        "small/007": ("bound", {"programme/channel": "planned", "programme/series": ""}),  # one that runs is enough
    }


@pytest.mark.django_db
def test_in_an_empty_installation_no_fact_need_have_rows(tmp_path: Any, settings: Any) -> None:
    assert filled_facts() == set()


def test_a_commitment_is_uncounted_only_where_others_have_been_counted(books: Books) -> None:
    books.provisions(provision(1, "commitment/delegates"))
    PostFactory(term=books.starting.cast.term)
    refresh(today())
    assert reasons(coverage())["small/001"] == ("bound", {"commitment/delegates": ""})
    with ledger.exempt("given"):
        Counted.objects.filter(plan="small").update(plan="other")
    assert reasons(coverage())["small/001"] == ("open", {"commitment/delegates": "uncounted"})
    with ledger.exempt("given"):
        Counted.objects.all().delete()
    assert reasons(coverage())["small/001"][0] == "bound"


def test_a_commitment_of_somebody_who_is_not_here_needs_no_count(books: Books) -> None:
    books.provisions(provision(1, "commitment/delegates"))
    refresh(today())
    with ledger.exempt("given"):
        Counted.objects.filter(plan="small").update(plan="other")
    books.starting.folder.plan["jurisdiction"] = "990100"
    books.starting.folder.write()
    assert reasons(coverage())["small/001"][0] == "bound"


def test_a_programme_runs_once_its_block_has_come(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    books.provisions(provision(1, "programme/channel"))
    made = templates.Template("liaison.channel", "渠道", templates.Settings, lambda settings: {"of": "activities"})
    monkeypatch.setitem(templates._register, made.name, made)
    assert reasons(coverage())["small/001"] == ("bound", {"programme/channel": ""})


def test_systems_are_bound_by_features_and_by_programmes_that_name_them(books: Books) -> None:
    books.features(feature(), feature("gone", pages=["nowhere"]))
    books.systems(
        system("register", "feature/register"), system("training"), system("voices"), system("lost", "feature/gone")
    )
    found = {one.system.id: (one.bound, [(at.binding, at.reason) for at in one.bindings]) for one in coverage().systems}
    assert found == {
        "register": (True, [("feature/register", "")]),
        "training": (True, [("small/programme/series", "")]),
        "voices": (False, [("small/programme/channel", "planned")]),
        "lost": (False, [("feature/gone", "missing")]),
    }


def test_the_shape_for_scripts(books: Books) -> None:
    books.features(feature())
    books.systems(system("register", "feature/register"), system("voices"), system("training"))
    books.provisions(
        provision(1, "feature/register"),
        provision(2, declaratory="A wish."),
        provision(3),
        provision(4, "programme/channel"),
    )
    assert coverage(["small"]).as_json() == {
        "plans": {"small": {"provisions": 4, "bound": 1, "declaratory": 1, "open": ["small/003", "small/004"]}},
        "systems": {"all": 3, "bound": 2, "open": ["voices"]},
    }


def test_a_plan_without_a_list_is_told_of_only_when_asked_for(books: Books) -> None:
    assert coverage().as_json()["plans"] == {}
    none: dict[str, Any] = {"provisions": 0, "bound": 0, "declaratory": 0, "open": []}
    assert coverage(["small"]).as_json()["plans"] == {"small": none}


def test_an_unknown_plan_and_a_faulty_list_are_told(books: Books) -> None:
    with pytest.raises(NoSuchPlan, match="没有编号为“nope”的方案"):
        coverage(["nope"])
    books.provisions({"id": "small/001"})
    with pytest.raises(PackageError, match=r"small/provisions\.yaml:1: "):
        coverage()


def test_however_long_the_list_is_the_queries_are_the_same(
    books: Books, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    bindings = ("programme/series", "commitment/delegates", "feature/register")
    books.features(feature())
    books.provisions(provision(1, *bindings))
    refresh(today())
    with django_assert_max_num_queries(48) as first:
        coverage()
    books.provisions(*[provision(number, *bindings) for number in range(1, 4)])
    with django_assert_num_queries(len(first)):
        coverage()
