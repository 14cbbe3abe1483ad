"""The packages that were drafted at the desk and published: the database keeps their texts."""

from __future__ import annotations

import json
import logging
from functools import lru_cache

from keqiao.kernel.facts import schema
from keqiao.plans.models import DraftedPackage
from keqiao.plans.packages.files import WrittenFiles
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import PackageError
from keqiao.plans.packages.read import read_files

log = logging.getLogger(__name__)


def published() -> dict[str, Package | PackageError]:
    """Every published package by id: one small query, and the texts of those that aren't known yet."""
    rows = DraftedPackage.objects.filter(ends=None).order_by("plan").values_list("plan", "digest")
    return {plan: _read(plan, digest) for plan, digest in rows}


def files_of(plan: str) -> WrittenFiles | None:
    """The files of a published package; None when there is none of that id."""
    row = DraftedPackage.objects.filter(ends=None, plan=plan).first()
    return None if row is None else WrittenFiles(plan, json.loads(row.files))


@lru_cache(maxsize=64)
def _read(plan: str, digest: str) -> Package | PackageError:
    row = DraftedPackage.objects.filter(plan=plan, digest=digest).order_by("-pk")[:1].get()
    try:
        return read_files(WrittenFiles(plan, json.loads(row.files)), schema.all_facts())
    except PackageError as error:
        log.error("The plan package %s, drafted at the desk, can't be used: %s", plan, error)
        return error
