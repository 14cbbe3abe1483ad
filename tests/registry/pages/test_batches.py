"""Imports on a list: only those of units for which one may import, with names in place of numbers."""

from __future__ import annotations

import uuid

import pytest
from django.http import Http404

from cast import Cast
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.pages.batches import batch_of, lines, visible_to


def batch(organisation: int, actor: str = "operator", state: str = "applied", verb: str = "people.import") -> Batch:
    """An import as the list finds it."""
    return Batch.objects.create(verb=verb, actor=actor, organisation=organisation, state=state, title="名册")


def test_a_clerk_sees_the_imports_of_their_own_units(cast: Cast) -> None:
    own, _other = batch(cast.luzhai.pk), batch(cast.guilin.pk)
    assert list(visible_to(Actor(cast.county_clerk))) == [own]
    assert list(visible_to(Actor(cast.clerk))) == [own]
    assert list(visible_to(Actor(cast.reader))) == []


def test_what_was_given_up_and_other_verbs_batches_are_left_out(cast: Cast) -> None:
    batch(cast.luzhai.pk, state="abandoned")
    batch(cast.luzhai.pk, verb="other.import")
    assert list(visible_to(Actor(cast.county_clerk))) == []


def test_a_line_names_the_unit_and_whoever_did_it(cast: Cast) -> None:
    rows = [batch(cast.luzhai.pk, f"user:{cast.county_clerk.pk}"), batch(cast.liuzhou.pk), batch(0, "user:999999")]
    told = [(line.organisation, line.who, line.applied) for line in lines(rows)]
    assert told == [
        ("鹿寨县科学技术协会", "county-clerk", True),
        ("柳州市科协", "系统运维", True),
        ("", "系统运维", True),
    ]


def test_another_verbs_batch_is_no_import(cast: Cast) -> None:
    with pytest.raises(Http404):
        batch_of(batch(cast.luzhai.pk, verb="other.import").public_id)
    with pytest.raises(Http404):
        batch_of(uuid.uuid4())
