"""What may be done with an organisation."""

from __future__ import annotations

import datetime as dt

from cast import Cast, OrganisationFactory
from keqiao.registry.acts.organisations import exists


def test_what_is_closed_exists_no_more(cast: Cast) -> None:
    assert exists(cast.liuzhou)
    assert not exists(OrganisationFactory(closed=dt.date(2026, 1, 1)))
