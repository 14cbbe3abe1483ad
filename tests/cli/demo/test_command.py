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
from cli.demo.conftest import quiet, today
from keqiao.cli.demo.build import build
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


def test_a_small_demo_is_built_and_marked(db: None, keqiao: Keqiao, home: Path) -> None:
    said = keqiao("demo", "--people", 50, "--seed", 1)
    assert (said.status, said.err) == (0, "")
    assert Person.objects.count() == 50
    assert (home / "demo").read_text(encoding="utf-8") == "people=50 seed=1\n"
    for path in (home / "samples").iterdir():
        assert str(path) in said.out
    assert len(figures_of(Organisation.objects.get(code="450200").pk)) >= 31

    again = keqiao("demo")
    assert again.status == 1
    assert "已有单位" in again.err
    assert again.err.count("\n") == 1


def test_a_home_with_data_is_left_alone(city: Organisation, keqiao: Keqiao, home: Path) -> None:
    refused = keqiao("demo", "--people", 50)
    assert (refused.status, refused.out) == (1, "")
    passed = keqiao("demo", "--people", 50, "--if-empty")
    assert passed.status == 0
    assert passed.out.count("\n") == 1
    assert Organisation.objects.count() == 1
    assert not list(home.iterdir())


@pytest.mark.parametrize("people", ["49", "20001", "many"])
def test_sizes_out_of_reach_are_refused(db: None, keqiao: Keqiao, home: Path, people: str) -> None:
    assert keqiao("demo", "--people", people).status == 2
    assert not Organisation.objects.exists()


def test_the_same_seed_makes_the_same_demo(db: None) -> None:
    assert _built() == _built()


def _built() -> dict[str, object]:
    """What a small demo holds; it is taken away again."""

    with transaction.atomic():
        stage = Stage(50, 1, today())
        build(stage, quiet)
        found = {
            "people": list(Person.objects.order_by("pk").values_list("name", "birth_from", "keeper__code")),
            "counts": {label: apps.get_model(label)._default_manager.count() for label in COUNTED},
            "figures": [(one.commitment.key, one.status, one.result) for one in figures_of(stage.city.pk)],
        }
        transaction.set_rollback(True)
    return found


def in_process(home: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script on a home of its own."""
    environment = os.environ | {
        "KEQIAO_HOME": str(home),
        "KEQIAO_DATABASE_URL": "",
        "KEQIAO_GUARD": "1",
        "DJANGO_SETTINGS_MODULE": "keqiao.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=180)


KILLED = """
import os, signal, django
django.setup()
from keqiao.cli.demo import command
from keqiao.cli.main import run
command.write_samples = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
run(["demo", "--people", "50"])
"""
AGAIN = """
import json, django
django.setup()
from keqiao.cli.main import run
status = run(["demo", "--people", "50", "--if-empty"])
from keqiao.kernel.people.models import Person
print(json.dumps([status, Person.objects.count()]))
"""


def test_a_demo_that_was_killed_can_be_built_again(tmp_path: Path) -> None:
    killed = in_process(tmp_path, KILLED)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert "建立数据库" in killed.stdout
    assert not (tmp_path / "demo").exists()
    again = in_process(tmp_path, AGAIN)
    assert json.loads(again.stdout.splitlines()[-1]) == [0, 50], again.stderr
    assert (tmp_path / "demo").exists()
