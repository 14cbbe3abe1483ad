"""``keqiao undo import`` takes back one import by its number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cli.conftest import Keqiao
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.verbs.people import correct
from registry.conftest import OPERATES

CONGRESS = ("--org", "450200", "--body", "congress")


def test_only_the_import_of_that_number_is_taken_back(
    keqiao: Keqiao, city: Organisation, roster: Callable[..., Path]
) -> None:
    keqiao("import", "roster", roster(), *CONGRESS)
    keqiao("import", "roster", roster(("莫非", "男", "汉族", "1980", "云桥", "企业")), *CONGRESS)
    first = Batch.objects.earliest("pk")
    said = keqiao("undo", "import", first.pk)
    assert (said.status, said.err) == (0, "")
    assert f"已撤销导入 {first.pk}" in said.out
    assert Person.objects.get().name == "莫非"


def test_later_work_is_not_lost(keqiao: Keqiao, city: Organisation, roster: Callable[..., Path]) -> None:
    keqiao("import", "roster", roster(), *CONGRESS)
    correct(OPERATES, Person.objects.get(name="韦晓"), {"ethnicity": "侗"})
    said = keqiao("undo", "import", Batch.objects.get().pk)
    assert said.status == 1
    assert "韦晓的记录在这次导入之后又修改过" in said.err
    assert Person.objects.count() == 2


def test_an_unknown_number_is_said(keqiao: Keqiao, city: Organisation) -> None:
    assert "没有编号为77的导入" in keqiao("undo", "import", "77").err
