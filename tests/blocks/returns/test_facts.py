"""What plans count of reported numbers and attested matters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from blocks.counting import check_days_of_change, rows, said
from cast import Cast, Made
from keqiao.blocks.returns.models import Attestation, Return
from keqiao.kernel.files.models import Attachment


def day(number: int) -> dt.date:
    """A day of March 2024."""
    return dt.date(2024, 3, number)


class AttachmentFactory(Made[Attachment]):
    """A paper; ``organisation`` is asked for."""

    class Meta:
        model = Attachment

    name = "协议.pdf"
    media_type = "application/pdf"
    size = 17
    digest = "0" * 64


class ReturnFactory(Made[Return]):
    """A number reported on 1 March and approved when told; ``organisation`` is asked for."""

    class Meta:
        model = Return

    indicator = "poverty_batches"
    year = 2023
    value = 7
    source = "通报"
    submitted_on = day(1)
    status = "approved"


class AttestationFactory(Made[Attestation]):
    """A matter submitted on 5 March; ``organisation`` is asked for."""

    class Meta:
        model = Attestation

    topic = "venues.earthquake-hall"
    statement = "已签协议"
    submitted_on = day(5)


def attestation(cast: Cast, **given: Any) -> Attestation:
    """A matter of the city with its document."""
    return AttestationFactory(
        organisation=cast.liuzhou, attachment=AttachmentFactory(organisation=cast.liuzhou), **given
    )


def test_an_approved_number_from_its_approval_on(cast: Cast) -> None:
    made = ReturnFactory(organisation=cast.liuzhou, decided_on=day(12), value=325, per=100)
    row = {
        "id": made.pk,
        "organisation": cast.liuzhou.pk,
        "indicator": "poverty_batches",
        "state": "approved",
        "year": 2023,
        "value": 325,
        "per": 100,
    }
    assert rows("returns", 20240229) == []
    assert rows("returns", 20240311) == [row | {"state": "submitted"}]
    assert rows("returns", 20240312) == [row]


def approved(on: int) -> list[tuple[int, int]]:
    """Year and value of the numbers that are approved on a day."""
    said_of_all = said("returns", on, "state", "year", "value")
    return [(year, value) for state, year, value in said_of_all if state == "approved"]


def test_the_latest_year_stands_and_of_a_year_the_last_approval(cast: Cast) -> None:
    for year, value, on in ((2022, 1, 10), (2023, 2, 8), (2023, 3, 15), (2021, 4, 20)):
        ReturnFactory(organisation=cast.liuzhou, year=year, value=value, decided_on=day(on))
    found = {number: approved(20240300 + number) for number in (7, 8, 10, 14, 15, 20)}
    assert found == {
        7: [],
        8: [(2023, 2)],
        10: [(2023, 2)],
        14: [(2023, 2)],
        15: [(2023, 3)],
        20: [(2023, 3)],
    }


def test_of_two_approvals_on_a_day_the_later_report_stands(cast: Cast) -> None:
    for value in (1, 2):
        ReturnFactory(organisation=cast.liuzhou, value=value, decided_on=day(8))
    assert said("returns", 20240308, "value") == [2]


def test_each_indicator_and_organisation_has_its_own(cast: Cast) -> None:
    ReturnFactory(organisation=cast.liuzhou, decided_on=day(8))
    ReturnFactory(organisation=cast.luzhai, decided_on=day(8))
    ReturnFactory(organisation=cast.liuzhou, indicator="headquarters_support_posts_cut", decided_on=day(8))
    assert said("returns", 20240308, "organisation", "indicator") == [
        (cast.liuzhou.pk, "poverty_batches"),
        (cast.luzhai.pk, "poverty_batches"),
        (cast.liuzhou.pk, "headquarters_support_posts_cut"),
    ]


def test_what_waits_is_told_apart_and_what_was_sent_back_is_gone(cast: Cast) -> None:
    ReturnFactory(organisation=cast.liuzhou, status="submitted")
    ReturnFactory(organisation=cast.liuzhou, status="rejected", decided_on=day(8))
    assert rows("returns", 20240229) == []
    assert said("returns", 20990101, "state") == ["submitted"]


def test_a_matter_waits_from_its_submission_and_is_approved_from_its_approval(cast: Cast) -> None:
    made = attestation(cast, status="approved", decided_on=day(12))
    assert rows("attestations", 20240304) == []
    common = {"id": made.pk, "organisation": cast.liuzhou.pk, "topic": "venues.earthquake-hall"}
    assert rows("attestations", 20240311) == [common | {"state": "submitted", "date": 20240305}]
    assert rows("attestations", 20240312) == [common | {"state": "approved", "date": 20240312}]


def test_a_matter_that_waits_goes_on_waiting_and_one_sent_back_is_gone(cast: Cast) -> None:
    attestation(cast, topic="waits")
    attestation(cast, topic="gone", status="rejected", decided_on=day(12))
    assert said("attestations", 20990101, "topic", "state") == [("waits", "submitted")]


def test_days_of_change_are_foretold(cast: Cast) -> None:
    ReturnFactory(organisation=cast.liuzhou, decided_on=day(8))
    ReturnFactory(organisation=cast.liuzhou, decided_on=day(20))
    ReturnFactory(organisation=cast.luzhai, status="rejected", decided_on=day(10))
    attestation(cast, status="approved", decided_on=day(12))
    attestation(cast, topic="gone", status="rejected", submitted_on=day(9), decided_on=day(14))
    assert check_days_of_change("returns")
    assert check_days_of_change("attestations")
