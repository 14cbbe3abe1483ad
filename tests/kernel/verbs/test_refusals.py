"""Refusals outside of verbs leave an entry."""

from __future__ import annotations

from cast import Cast, acts
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.verbs.refusals import note_refusal


def test_an_entry_names_actor_place_and_reason(cast: Cast) -> None:
    note_refusal(acts(cast.clerk), "web.form", "没有办理。", [cast.liuzhou.pk, 0])
    entry = Entry.objects.get()
    assert (entry.verb, entry.outcome, entry.message) == ("web.form", "refused", "没有办理。")
    assert (entry.actor, entry.organisations) == (f"user:{cast.clerk.pk}", f"[{cast.liuzhou.pk}]")
