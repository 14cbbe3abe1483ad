"""Problems print as compilers print them."""

from __future__ import annotations

from keqiao.plans.packages.problems import PackageError, Problem

ONE = Problem("plan/plan.yaml", 3, "one where", "it is wrong.", "Mend it.")


def test_a_problem_is_one_line() -> None:
    assert str(ONE) == "plan/plan.yaml:3: one where: it is wrong. Mend it."
    assert str(Problem("plan/plan.yaml", 0, "", "it is wrong", "Mend it.")) == "plan/plan.yaml: it is wrong. Mend it."


def test_an_error_says_the_first_and_how_many_more() -> None:
    assert str(PackageError([ONE])) == str(ONE)
    assert str(PackageError([ONE, ONE, ONE])) == f"{ONE} (2 more)"
