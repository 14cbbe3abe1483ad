"""The plans of this installation: the packages in the folder of plans, and those published at the desk.

A package is read once and again when it changes. Of one id the folder's stands.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from keqiao.kernel.facts import schema
from keqiao.look.formats import enumerated
from keqiao.plans.drafting.kept import published
from keqiao.plans.packages.located import Stamp, stamp
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import PackageError
from keqiao.plans.packages.read import package_folders, read_package

log = logging.getLogger(__name__)


class NoSuchPlan(LookupError):
    """A plan was asked for that isn't installed."""


@dataclass(frozen=True)
class Library:
    """Packages by id; drafts and fictional plans too, worked examples not.

    ``faulty``: what is wrong with packages that can't be used, by folder. One of them must not stop the others.
    """

    packages: dict[str, Package]
    faulty: dict[str, PackageError] = field(default_factory=dict)

    def plan(self, name: str) -> Package:
        """The package of that id. Raises PackageError when it is faulty, NoSuchPlan naming those there are."""
        if name in self.faulty:
            raise self.faulty[name]
        try:
            return self.packages[name]
        except KeyError:
            said = _("没有编号为“%(name)s”的方案。现有方案：%(known)s。")
            raise NoSuchPlan(said % {"name": name, "known": enumerated(self.packages) or _("无")}) from None

    def all(self) -> list[Package]:
        """Every package that can be used, by id."""
        return list(self.packages.values())


def library() -> Library:
    """The packages as files and database stand now."""
    folders = [folder for folder in package_folders(Path(settings.PLANS)) if not folder.name.startswith("_")]
    found = published() | {folder.name: _read(folder, _stamp(folder)) for folder in folders}
    faulty = {name: one for name, one in found.items() if isinstance(one, PackageError)}
    return Library({one.id: one for one in found.values() if isinstance(one, Package)}, faulty)


@lru_cache(maxsize=64)
def _read(folder: Path, stamped: tuple[Stamp, ...]) -> Package | PackageError:
    try:
        return read_package(folder, schema.all_facts())
    except PackageError as error:
        log.error("The plan package %s can't be used: %s", folder.name, error)
        return error


def _stamp(folder: Path) -> tuple[Stamp, ...]:
    """What tells whether a file of the package changed."""
    return tuple(stamp(path) for path in sorted(folder.rglob("*.yaml")))
