"""What may be done with a reported number and with a document, and where one comes back to."""

from __future__ import annotations

from cast import Cast, acts
from keqiao.blocks.returns.models import Attestation, Status
from keqiao.blocks.returns.pages.places import evidence_url, return_url
from keqiao.blocks.returns.verbs import approve_return, report
from keqiao.look.acts import address_of, offers
from keqiao.plans.records import adding, adding_page

NUMBER = {"indicator": "citizens_literacy", "year": 2024, "value": 114, "per": 10, "source": "抽样调查"}


def test_only_what_waits_is_approved_or_sent_back(cast: Cast) -> None:
    one = report(acts(cast.clerk), cast.liuzhou, NUMBER)
    assert address_of(one) == return_url(one) == "/desk/forms/450200/"
    named = [offers()[name] for name in ("returns.approve", "returns.reject")]
    assert all(offer.shown(one) for offer in named)
    approve_return(acts(cast.leader), one, {})
    assert not any(offer.shown(one) for offer in named)


def test_documents_come_back_to_their_list(cast: Cast) -> None:
    one = Attestation(organisation=cast.liuzhou, topic="rules", statement="已印发", status=Status.APPROVED)
    assert address_of(one) == evidence_url(one) == "/desk/forms/450200/evidence/"
    assert not offers()["attestations.approve"].shown(one)


def test_figures_lead_to_where_their_records_are_added(cast: Cast) -> None:
    assert adding("returns") is report
    page = adding_page("attestations")
    assert page is not None
    assert page.address(cast.liuzhou) == "/desk/forms/450200/evidence/"
