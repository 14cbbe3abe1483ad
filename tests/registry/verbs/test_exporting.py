"""Names that leave the register leave a trace."""

from __future__ import annotations

import pytest

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.verbs.contract import Refused
from keqiao.kernel.verbs.models import Event
from keqiao.registry.verbs.people import export_list
from registry.conftest import Registry, user_with


def test_a_list_that_went_out_is_recorded_without_names(registry: Registry) -> None:
    export_list(registry.clerk, registry.congress, {"form": "plain", "people": 87})
    entry = Entry.objects.get(verb="people.export_list")
    assert (entry.outcome, entry.organisations) == ("done", f"[{registry.city.pk}]")
    assert Event.objects.get(name="people.list_exported").payload == (
        f'{{"body":{registry.congress.pk},"form":"plain","people":87}}'
    )


def test_who_may_not_see_names_takes_none_out(registry: Registry) -> None:
    with pytest.raises(Refused):
        export_list(user_with("reader", registry.city, "reader"), registry.congress, {"form": "plain", "people": 87})
    assert Entry.objects.get(verb="people.export_list").outcome == "refused"
