"""``keqiao demo`` from the shell's side: empty homes, homes that are not, and a demo that was broken off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db import transaction

from cli.conftest import Keqiao
from cli.demo.conftest import BESIDE, quiet, today
from homes import home_of
from keqiao.cli.demo.build import build
from keqiao.cli.demo.command import LEAST, MOST
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.plans.figures import figures_of

COUNTED = ("people.Person", "posts.Post", "activities.Activity", "resources.Publication", "memberships.Membership")


@pytest.fixture
def home(settings: LazySettings, tmp_path: Path) -> Path:
    """A home of its own."""
    settings.HOME = tmp_path
    return tmp_path


def test_a_small_demo_is_built_and_marked_and_the_same_seed_makes_the_same(
    db: None, keqiao: Keqiao, home: Path
) -> None:
    first = _built()
    said = keqiao("demo", "--people", LEAST, "--seed", 1)
    assert (said.status, said.err) == (0, "")
    assert _held() == first
    assert Person.objects.count() == LEAST + BESIDE
    assert (home / "demo").read_text(encoding="utf-8") == f"people={LEAST} seed=1\n"
    for path in (home / "samples").iterdir():
        assert str(path) in said.out
    assert len(figures_of(Organisation.objects.get(code=CITY).pk)) >= 31

    again = keqiao("demo")
    assert again.status == 1
    assert "已有单位" in again.err
    assert again.err.count("\n") == 1


def test_a_home_with_data_is_left_alone(city: Organisation, keqiao: Keqiao, home: Path) -> None:
    refused = keqiao("demo", "--people", LEAST)
    assert (refused.status, refused.out) == (1, "")
    passed = keqiao("demo", "--if-empty")
    assert passed.status == 0
    assert passed.out.count("\n") == 1
    assert Organisation.objects.count() == 1
    assert not list(home.iterdir())


@pytest.mark.parametrize("people", [str(LEAST - 1), str(MOST + 1), "many"])
def test_sizes_out_of_reach_are_refused(db: None, keqiao: Keqiao, home: Path, people: str) -> None:
    assert keqiao("demo", "--people", people).status == 2
    assert not Organisation.objects.exists()


def _built() -> dict[str, object]:
    """What a small demo holds; it is taken away again."""
    with transaction.atomic():
        build(Stage(LEAST, 1, today()), quiet)
        found = _held()
        transaction.set_rollback(True)
    return found


def _held() -> dict[str, object]:
    city = Organisation.objects.get(code=CITY)
    return {
        "people": list(Person.objects.order_by("pk").values_list("name", "birth_from", "keeper__code")),
        "counts": {label: apps.get_model(label)._default_manager.count() for label in COUNTED},
        "figures": [(one.commitment.key, one.status, one.result) for one in figures_of(city.pk)],
    }


def in_process(home: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script on a home of its own."""
    environment = os.environ | home_of(home) | {"KEQIAO_GUARD": "1"}
    return subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=180)


KILLED = """
import os, signal, django
django.setup()
from keqiao.cli.demo import command, country
from keqiao.cli.main import run
def begin(stage, say):
    country.build_country(stage)
    os.kill(os.getpid(), signal.SIGKILL)
command.build = begin
run(["demo", "--people", "200"])
"""
AGAIN = """
import json, django
django.setup()
from keqiao.cli.main import run
status = run(["demo", "--people", "200", "--if-empty"])
from keqiao.kernel.people.models import Person
print(json.dumps([status, Person.objects.count()]))
"""


def test_a_demo_that_was_killed_can_be_built_again(tmp_path: Path) -> None:
    killed = in_process(tmp_path, KILLED)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert "建立数据库" in killed.stdout
    assert not (tmp_path / "demo").exists()
    again = in_process(tmp_path, AGAIN)
    assert json.loads(again.stdout.splitlines()[-1]) == [0, LEAST + BESIDE], again.stderr
    assert (tmp_path / "demo").exists()
