"""That the audit was verified, and that entries went out, stands in the audit."""

from __future__ import annotations

import pytest

from cast import Cast, acts
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.verbs.contract import Refused
from keqiao.registry.verbs.audit import export_entries, verify_chain


def test_a_verification_is_recorded_with_what_came_of_it(cast: Cast) -> None:
    verify_chain(acts(cast.audit_admin), cast.liuzhou, {"entries": 7, "faults": 0})
    assert Entry.objects.get(verb="audit.verify").message == "entries 7, faults 0"


def test_an_export_is_recorded_with_its_filters(cast: Cast) -> None:
    export_entries(acts(cast.audit_admin), cast.liuzhou, {"rows": 3, "filters": "verb access.grant"})
    assert Entry.objects.get(verb="audit.export").message == "rows 3, filters verb access.grant"


def test_nobody_else_does_either(cast: Cast) -> None:
    for user in (cast.clerk, cast.security_admin, cast.system_admin, cast.nobody):
        with pytest.raises(Refused):
            export_entries(acts(user), cast.liuzhou, {"rows": 3})
        with pytest.raises(Refused):
            verify_chain(acts(user), cast.liuzhou, {"entries": 7, "faults": 0})
    assert set(Entry.objects.values_list("verb", "outcome")) == {
        ("audit.export", "refused"),
        ("audit.verify", "refused"),
    }
