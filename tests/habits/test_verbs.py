"""A verb has one name in code, permission and audit; it says what it does; a test names it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from habits.declared import bulk, ours
from habits.source import PACKAGE, TESTS, code, module, told, tree
from homes import home_of
from keqiao.kernel.access.roles import ALL_NEEDS, ROLES

_NAME = re.compile(r"[a-z]+\.[a-z]+(?:_[a-z]+)*")


def test_there_are_verbs_to_look_at() -> None:
    assert len(ours()) >= 20
    assert bulk()


def test_a_verb_says_what_it_does() -> None:
    silent = [name for name, verb in ours().items() if not (verb.__doc__ or "").strip()]
    silent += [name for name, verb in bulk().items() if not (verb.body.__doc__ or "").strip()]
    assert not silent, told(silent, "A verb's docstring says what changes:")


def test_a_verb_needs_what_a_role_gives_or_its_owner_or_nobody() -> None:
    needs = {name: verb.needs for name, verb in (ours() | bulk()).items()}
    unknown = [f"{name}: {need}" for name, need in needs.items() if need not in {*ALL_NEEDS, "owner", "anyone"}]
    assert not unknown, told(unknown, "No role in kernel/access/roles.py gives this need:")
    unowned = [name for name, verb in ours().items() if verb.needs == "owner" and verb.owner is None]
    assert not unowned, told(unowned, "A verb that needs its owner says who that is (owner=…):")


def test_every_right_to_change_something_that_a_role_gives_is_used() -> None:
    used = {verb.needs for verb in (ours() | bulk()).values()}
    manages = {need for role in ROLES.values() for need in role.needs if need.endswith(".manage")}
    idle = sorted(manages - used - {"system.manage"})
    assert not idle, told(idle, "Roles give rights that no verb needs:")


def test_a_verb_is_called_the_same_in_code_and_in_the_register() -> None:
    other = [
        f"{name} is {verb.__module__}.{verb.__name__}" for name, verb in ours().items() if not fits(name, verb.__name__)
    ]
    assert not other, told(other, "A verb “places.open” is a function open or open_…:")


def fits(name: str, function: str) -> bool:
    """Whether a function is called by its verb's name, perhaps with the noun after it."""
    act = name.partition(".")[2]
    return bool(_NAME.fullmatch(name)) and (function == act or function.startswith(f"{act}_"))


def test_a_name_fits_with_or_without_its_noun() -> None:
    assert fits("places.open", "open_place")
    assert fits("posts.elect", "elect")
    assert not fits("posts.elect", "elected")
    assert not fits("posts.elect", "choose")
    assert not fits("Posts.elect", "elect")


def test_the_running_site_knows_every_verb(tmp_path: Path) -> None:
    """What only a command or a chore loaded would have no words on pages, where it stands on record."""
    declaring = {module(path) for path in code(PACKAGE) if any(map(_declares, ast.walk(tree(path))))}
    served = "import sys, django; django.setup(); import keqiao.config.urls; print(*sys.modules)"
    environment = os.environ | home_of(tmp_path)
    said = subprocess.run([sys.executable, "-c", served], env=environment, capture_output=True, text=True, check=True)
    missing = sorted(declaring - set(said.stdout.split()))
    assert len(declaring) > 50
    assert not missing, told(missing, "Name these modules in their application's ready():")


def _declares(node: ast.AST) -> bool:
    """Whether it is a function under ``@verb(…)`` or ``@bulk_verb(…)``."""
    if not isinstance(node, ast.FunctionDef):
        return False
    called = [one.func for one in node.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Name) and one.id in ("verb", "bulk_verb") for one in called)


def test_every_verb_is_named_by_a_test() -> None:
    untried = [
        f"{name} ({verb.__module__}.{verb.__name__})"
        for name, verb in ours().items()
        if name not in named_in_tests() and (verb.__module__, verb.__name__) not in called_in_tests()
    ]
    assert not untried, told(untried, "A test carries out every verb and names it:")


@cache
def named_in_tests() -> frozenset[str]:
    """Every text that stands in a test file as such, so that a verb's registered name can be found."""
    return frozenset(
        node.value
        for path in code(TESTS)
        if path.name.startswith("test_") and path.parent.name != "habits"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def called_in_tests() -> frozenset[tuple[str, str]]:
    """Module and name of everything that a test file imports by name, or takes out of an imported module."""
    found: set[tuple[str, str]] = set()
    for path in code(TESTS):
        if path.name.startswith("test_"):
            found |= taken(tree(path))
    return frozenset(found)


def taken(parsed: ast.Module) -> set[tuple[str, str]]:
    """What a file takes out of which module."""
    modules: dict[str, str] = {}
    found: set[tuple[str, str]] = set()
    for node in ast.walk(parsed):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                found.add((node.module, alias.name))
    for node in ast.walk(parsed):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            found.add((modules[node.value.id], node.attr))
    return found


def test_what_a_test_takes_is_found_in_both_forms() -> None:
    parsed = ast.parse("from a.verbs import posts as p\nfrom a.verbs.money import record\np.elect()")
    assert {("a.verbs.posts", "elect"), ("a.verbs.money", "record")} <= taken(parsed)
