"""What the demo shows of the network: all four modes, ties both ways, names, a merger, departments, dates."""

from __future__ import annotations

import pytest

from keqiao.cli.demo import network
from keqiao.cli.demo.shares import CITY, HUNAN
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.offices.models import Department, KeyDate
from keqiao.kernel.organisations.models import FoundingMode, Link, Organisation, OrganisationName, Succession

pytestmark = pytest.mark.django_db  # the demo stands around each test


def test_the_city_has_associations_of_all_four_modes(demo: Stage) -> None:
    modes = Organisation.objects.filter(code__startswith="lz-").exclude(founding="").values_list("founding", flat=True)
    assert set(modes) == set(FoundingMode.values)


def test_a_society_was_merged_and_others_bore_other_names(demo: Stage) -> None:
    merged = Succession.objects.get()
    assert (merged.predecessor.name, merged.successor.code) == (network.MERGED[1], "lz-jixie")
    assert merged.predecessor.closed == network.MERGED[4]
    former = OrganisationName.objects.filter(ends__isnull=False, organisation__closed=None)
    assert {one.name for one in former} == {before for _code, before, _day in network.FORMER}


def test_societies_are_tied_up_and_hosted_and_hosts_have_changed(demo: Stage) -> None:
    hosts = Link.objects.filter(source__code="lz-qiche", kind="host").order_by("starts")
    assert [(tie.target.code, tie.ends is None) for tie in hosts] == [(CITY, False), ("lz-f-02", True)]
    assert Link.objects.filter(source__code="lz-jixie", kind="uplink").count() == 2


def test_departments_have_counterparts_and_hunans_were_merged(demo: Stage) -> None:
    counterparts = Department.objects.filter(organisation__code=CITY, ends=None).values_list("counterpart", flat=True)
    assert all(counterparts)
    assert Department.objects.filter(organisation__code=HUNAN).exclude(ends=None).count() == 2
    assert KeyDate.objects.filter(done=None).count() >= network.SOCIETIES_WITH_DATES
