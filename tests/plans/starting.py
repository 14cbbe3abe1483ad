"""A small plan that binds Liuzhou and starts programmes, which a test writes anew as a newer package would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_django.fixtures import Settings

from cast import Cast, acts
from keqiao.kernel.verbs.contract import Act
from keqiao.plans.library import library
from keqiao.plans.models import Programme
from keqiao.plans.packages.package import Package
from keqiao.plans.programmes.install import Installed, install_plan
from keqiao.plans.programmes.running import programme_board
from keqiao.plans.programmes.verbs import start
from plans.folder import Folder

PLAN = "small"


def entry(name: str, template: str = "activities.series", **more: Any) -> dict[str, Any]:
    """A programme as a package writes it; a series of trainings unless told otherwise."""
    settings = {"settings": {"kind": "training"}} if template == "activities.series" else {}
    made = {"id": name, "clause": "二.1", "title": {"zh": f"项目{name}", "en": f"Programme {name}"}}
    return made | {"template": template, **settings, **more}


class Starting:
    """The plan and the association. ``leader`` installs, ``clerk`` runs the programmes."""

    def __init__(self, folder: Folder, cast: Cast) -> None:
        self.folder, self.cast = folder, cast

    @property
    def leader(self) -> Act:
        """Who may install."""
        return acts(self.cast.leader)

    @property
    def clerk(self) -> Act:
        """Who may run programmes."""
        return acts(self.cast.clerk)

    def write(self, *entries: dict[str, Any]) -> Package:
        """The package with these programmes."""
        text = yaml.safe_dump(list(entries), allow_unicode=True, sort_keys=False) if entries else None
        self.folder.text("programmes/all.yaml", text)
        written = self.folder.path / "programmes" / "all.yaml"
        written.unlink(missing_ok=True)
        self.folder.write()
        return library().plan(PLAN)

    def install(self, *entries: dict[str, Any]) -> Installed:
        """Write the package and install it on Liuzhou."""
        self.write(*entries)
        done: Installed = install_plan(self.leader, self.cast.liuzhou, {"plan": PLAN})
        return done

    def one(self, name: str = "one") -> Programme:
        """A programme as it is now."""
        return Programme.objects.select_related("organisation").get(plan=PLAN, code=name)

    def run(self, template: str = "activities.series", **more: Any) -> Programme:
        """A programme of that template, switched on."""
        self.install(entry("one", template, **more))
        made: Programme = start(self.clerk, self.one(), {})
        return made


@pytest.fixture
def starting(cast: Cast, tmp_path: Path, settings: Settings) -> Starting:
    """Liuzhou under the small plan, which starts nothing yet."""
    settings.PLANS = tmp_path
    folder = Folder(tmp_path)
    folder.plan |= {"jurisdiction": "450200", "state": "in_force", "definitions": {}}
    folder.one.update({"id": "delegates", "where": "term = 'current'"})
    folder.cases = []
    return Starting(folder, cast)


def records(starting: Starting, template: str, **settings: Any) -> int:
    """How many of Liuzhou's records of today a programme of that template counts."""
    package = starting.write(entry("one", template, settings=settings))
    text = json.dumps(settings)
    one = Programme(organisation=starting.cast.liuzhou, plan=PLAN, code="one", clause="二.1", title="一项")
    one.template, one.settings = template, text
    [figure] = programme_board(package, starting.cast.liuzhou, [one]).figures
    return int(figure.result.value or 0)
