"""The packages that were drafted at the desk and published: the database keeps their texts."""

from __future__ import annotations

import json
import logging
from functools import lru_cache

from django.db import DatabaseError, connection

from keqiao.kernel.facts import schema
from keqiao.plans.models import DraftedPackage
from keqiao.plans.packages.files import WrittenFiles
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import PackageError
from keqiao.plans.packages.read import read_files

log = logging.getLogger(__name__)


def published() -> dict[str, Package | PackageError]:
    """Every published package by id: one small query, and the texts of those that aren't known yet."""
    return {plan: _read(plan, digest) for plan, digest in _rows("digest")}


def published_files() -> dict[str, dict[str, str]]:
    """The texts of every published package by its id."""
    return {plan: json.loads(files) for plan, files in _rows("files")}


def _rows(column: str) -> list[tuple[str, str]]:
    """Id and a column of each; none where the database hasn't been set up, since packages are checked before that."""
    try:
        return list(DraftedPackage.objects.filter(ends=None).order_by("plan").values_list("plan", column))
    except DatabaseError:
        if DraftedPackage._meta.db_table in connection.introspection.table_names():
            raise
        return []


@lru_cache(maxsize=64)
def _read(plan: str, digest: str) -> Package | PackageError:
    row = DraftedPackage.objects.filter(plan=plan, digest=digest).order_by("-pk")[:1].get()
    try:
        return read_files(WrittenFiles(plan, json.loads(row.files)), schema.all_facts())
    except PackageError as error:
        log.error("The plan package %s, drafted at the desk, can't be used: %s", plan, error)
        return error
