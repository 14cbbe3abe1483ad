"""Each act leads back to the page it belongs to."""

from __future__ import annotations

from blocks.assemblies.service.given import Sitting, body_with
from keqiao.blocks.assemblies.service.models import AbsenceRun, DutyReport, MajorDecision, RotaSlot, Studio
from keqiao.blocks.assemblies.service.offered import (
    absence_url,
    committee_url,
    duties_url,
    party_url,
    report_url,
    rota_url,
    secondments_url,
    studio_url,
)
from keqiao.kernel.posts.models import Secondment
from keqiao.look.acts import address_of, offers

HERE = "/desk/assemblies/450200"


def test_records_have_their_pages(sitting: Sitting) -> None:
    body, liuzhou = sitting.full, sitting.cast.liuzhou
    records = {
        "duties": (DutyReport(body=body), report_url),
        "absences": (AbsenceRun(body=body), absence_url),
        "rota": (RotaSlot(body=body), rota_url),
        "studios": (Studio(body=body), studio_url),
        "secondments": (Secondment(organisation=liuzhou), secondments_url),
        "party": (MajorDecision(organisation=liuzhou), party_url),
    }
    for name, (record, address) in records.items():
        assert address_of(record) == address(record)  # type: ignore[operator]  # each takes its own kind
        assert address_of(record).startswith(f"{HERE}/{name}/")
    assert duties_url(body) == f"{HERE}/duties/?body={body.public_id}"


def test_a_remit_is_offered_for_committees_only(sitting: Sitting) -> None:
    special = body_with(sitting.cast.liuzhou, "special_committee", [])
    shown = offers()["committees.set_remit"].shown
    assert (shown(special), shown(sitting.full)) == (True, False)
    assert committee_url(special) == f"{HERE}/committees/{special.public_id}/"
