"""A process killed in the middle of an import leaves nothing that anyone sees, and the import can be done again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from homes import home_of
from registry.imports.conftest import SaveBook

SET_UP = """
import datetime as dt, os, signal, sys
from pathlib import Path
import django
django.setup()
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs import bulk
from keqiao.kernel.verbs.contract import OPERATOR, Act
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.imports import people, writing
from keqiao.registry.imports.preview import preview
from keqiao.registry.verbs import organisations, posts
act = Act(OPERATOR, "test")

def begin():
    city = organisations.register_root(
        act, None, {"code": "450200", "name": "柳州市科学技术协会", "kind": "association", "level": "municipal"}
    )
    body = posts.form_body(act, city, {"kind": "congress"})
    posts.open_term(act, body, {"number": 8, "starts": "2021-11-22"})

def bring_in(path):
    body = Body.objects.get()
    seen = preview(Path(path), body.organisation, body)
    return people.apply_import(act, people.stage_import(act, body, seen, people.ImportPeople()))

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
"""
COUNT = """
import json
print(json.dumps([Person.objects.count(), Employment.objects.count(), Post.objects.count(),
                  Batch.objects.filter(state="applied").count()]))
"""
# Each dies at another moment: while rows are staged, before the last table is written, after everything is written.
DEATHS = {
    "staging": "bulk.CHUNK = 2\nsealed = bulk._sealed_rows\n"
    "bulk._sealed_rows = lambda b, n, t: sealed(b, n, t) if n == 0 else die()",
    "writing": "people.TOGETHER = 2\ncreate = writing._write_posts\n"
    "writing._write_posts = lambda s, k, e: create(s, k, e) if e[0].row.row == 3 else die()",
    "outcomes": "bulk.BatchOutcome.objects.bulk_create = die",
}


def in_process(home: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script on a home of its own."""
    environment = os.environ | home_of(home) | {"KEQIAO_GUARD": "1"}
    return subprocess.run(
        [sys.executable, "-c", SET_UP + script], env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("moment", DEATHS)
def test_nothing_half_written_stays(own_home: Path, save_book: SaveBook, moment: str) -> None:
    path = save_book()
    killed = in_process(own_home, f"begin()\n{DEATHS[moment]}\nbring_in({str(path)!r})")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    after = in_process(own_home, COUNT)
    assert json.loads(after.stdout) == [0, 0, 0, 0]
    again = in_process(own_home, f"bring_in({str(path)!r})" + COUNT)
    assert json.loads(again.stdout) == [4, 4, 4, 1], again.stderr
