"""The plans of this installation: every package in the folder of plans, read once and again when a file changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from keqiao.kernel.facts import schema
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.read import package_folders, read_package


class NoSuchPlan(LookupError):
    """A plan was asked for that isn't installed."""


@dataclass(frozen=True)
class Library:
    """Packages by id; drafts and fictional plans too, worked examples not."""

    packages: dict[str, Package]

    def plan(self, name: str) -> Package:
        """The package of that id. Raises NoSuchPlan naming those there are."""
        try:
            return self.packages[name]
        except KeyError:
            known = "、".join(self.packages) or "无"
            raise NoSuchPlan(f"没有编号为“{name}”的方案。现有方案：{known}。") from None

    def all(self) -> list[Package]:
        """Every package, by id."""
        return list(self.packages.values())


def library() -> Library:
    """The packages as the files stand now. Raises PackageError when one of them is faulty."""
    folders = [folder for folder in package_folders(Path(settings.PLANS)) if not folder.name.startswith("_")]
    return Library({package.id: package for package in (_read(folder, _stamp(folder)) for folder in folders)})


@lru_cache(maxsize=64)
def _read(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> Package:
    return read_package(folder, schema.all_facts())


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells whether a file of the package changed."""
    found = ((path, path.stat()) for path in sorted(folder.rglob("*.yaml")))
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found)
