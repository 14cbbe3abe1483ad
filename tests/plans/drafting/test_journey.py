"""From an uploaded file to a scoreboard with real records, through verbs and pages, without touching a file."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.test import Client

from keqiao.cli.main import run
from keqiao.kernel.organisations.tree import today
from keqiao.plans.drafting.verbs.findings import add_finding, confirm_finding, dismiss_finding
from keqiao.plans.drafting.verbs.publishing import publish_draft, withdraw_draft
from keqiao.plans.figures import board
from keqiao.plans.library import NoSuchPlan, library
from keqiao.plans.models import DraftClause, DraftFinding, IssuedText
from keqiao.plans.tallies import refresh
from plans.drafting.sixth import FRONT, OFFICIAL, PLAN, Sixth, as_read, confirmed, drafted, elected, ready


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command says that ends well."""
    capsys.readouterr()
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


def test_a_plan_of_a_sixth_place_from_upload_to_scoreboard(sixth: Sixth, capsys: pytest.CaptureFixture[str]) -> None:
    elected(sixth.city, FRONT, FRONT, FRONT, OFFICIAL)
    made = drafted(sixth)
    assert (made.title, made.issuer, made.adopted) == ("临江市科学技术协会改革实施方案", "中共临江市委办公室", 20250318)
    confirmed(sixth, made, "提高到70%以上", "liuzhou-2017/congress-delegates-front-line", next_congress=True)
    confirmed(sixth, made, "不少于三分之一", "liuzhou-2017/congress-delegates-young", next_congress=True)
    confirmed(sixth, made, "每年至少召开1次", "luzhai-fictional/full-committee-each-half-year")
    confirmed(sixth, made, "达到20家以上", "luzhai-fictional/enterprise-associations")
    confirmed(sixth, made, "超过15%", "returned")
    clause = DraftClause.objects.get(draft=made, number="二.4")
    ledger = add_finding(sixth.act, clause, {"text": "建立代表履职台账"})
    confirm_finding(sixth.act, ledger, as_read(ledger, title="代表履职台账", measured="attested"))
    for one in DraftFinding.objects.filter(clause__draft=made, decision="open").select_related("clause__draft"):
        dismiss_finding(sixth.act, one, {"reason": "没有相应的记录"})
    made.refresh_from_db()
    publish_draft(sixth.act, made, {})

    assert f"{PLAN}：没有问题（6项任务指标" in said(capsys, "plans", "check", PLAN)
    assert f"{PLAN}  草案  6项任务指标" in said(capsys, "plans", "list")
    refresh(today())
    figures = {one.commitment.id: one for one in board([library().plan(PLAN)]).figures}
    front = figures["congress-delegates-front-line"]
    assert (front.result.value, front.result.yes, front.status.value) == (Fraction(3, 4), 3, "met")
    assert figures["congress-delegates-young"].result.value == 1
    page = seen(sixth)
    assert "75.0%" in page
    assert "市科协代表大会代表中基层一线科技工作者的比例" in page
    assert "由52%提高到70%以上" in page, "the issued text stands beside the clause"


def seen(sixth: Sixth) -> str:
    client = Client()
    client.force_login(sixth.leader)
    answer = client.get(f"/plans/{PLAN}/450800/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_plan_in_force_is_published_again_and_withdrawn(sixth: Sixth) -> None:
    made = ready(sixth)
    first = publish_draft(sixth.act, made, {})
    package = library().plan(PLAN)
    assert package.state == "in_force"
    assert len(package.notes) > 5
    made.refresh_from_db()
    confirmed(sixth, made, "不低于65%", "liuzhou-2017/full-committee-front-line")
    second = publish_draft(sixth.act, made, {})
    first.refresh_from_db()
    assert first.ends is not None
    assert second.digest == library().plan(PLAN).digest != package.digest
    assert IssuedText.objects.get(plan=PLAN, ends=None).text == made.text
    made.refresh_from_db()
    withdraw_draft(sixth.act, made, {})
    with pytest.raises(NoSuchPlan):
        library().plan(PLAN)
    assert not IssuedText.objects.filter(plan=PLAN, ends=None).exists()
