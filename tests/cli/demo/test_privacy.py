"""The demo's personal information: purposes of every manner, delegates who consented, requests that wait."""

from __future__ import annotations

import pytest

from keqiao.cli.demo.composing import MEMBERS
from keqiao.cli.demo.privacy import CONSENTING, PURPOSES
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.privacy.models import Consent, DataRequest, Purpose
from keqiao.registry.privacy.about import uses_of

pytestmark = pytest.mark.django_db  # the demo stands around each test


def test_every_manner_of_handling_has_a_purpose_with_its_notice(demo: Stage) -> None:
    held = Purpose.objects.filter(organisation=demo.city)
    assert {one.kind for one in held} == {"general", "publication", "passing_on", "sensitive"}
    assert held.filter(notices=None).count() == 0
    assert held.count() == len(PURPOSES)


def test_delegates_consented_and_one_has_to_decide_again(demo: Stage) -> None:
    signed = Consent.objects.filter(purpose__code="publish-lists", withdrawn=None).count()
    assert 0 < signed <= CONSENTING + MEMBERS  # and those on the list that is public
    user = demo.users["delegate"]
    user.refresh_from_db()
    assert user.person is not None
    assert {one.purpose.code: one.state for one in uses_of(user.person)}["to-region"] == "again"


def test_requests_wait_at_the_desk(demo: Stage) -> None:
    assert DataRequest.objects.filter(keeper=demo.city, outcome="").count() == 2
    assert DataRequest.objects.exclude(answer="").count() == 1
