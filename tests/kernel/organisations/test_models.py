"""What existed before a model did is kept in it."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

from django.apps import apps

from cast import Cast, OrganisationFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import OrganisationName


def test_organisations_that_were_there_before_keep_their_names_with_dates(cast: Cast) -> None:
    founded, closed = dt.date(1980, 5, 1), dt.date(2020, 1, 1)
    gone = OrganisationFactory(name="柳州市缝纫机学会", founded=founded, closed=closed)
    with ledger.exempt("migration"):
        import_module("keqiao.kernel.organisations.migrations.0003_names").keep_names(apps, None)
    kept = OrganisationName.objects.get(organisation=gone)
    assert (kept.name, kept.starts, kept.ends, kept.version) == ("柳州市缝纫机学会", founded, closed, 1)
    assert str(OrganisationName.objects.get(organisation=cast.liuzhou, ends=None)) == "柳州市科学技术协会"
