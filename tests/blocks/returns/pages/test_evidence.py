"""材料认定 at the desk: handed in with its file or not at all, approved by somebody else, and seen by its own."""

from __future__ import annotations

import io

from django.test import Client

from cast import Cast
from keqiao.blocks.returns.models import Attestation, Status
from keqiao.kernel.access.models import User
from keqiao.kernel.files.models import Attachment

PAGE = "/desk/forms/450200/evidence/"


def by(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def document(content: bytes = b"%PDF-1.4 rules", name: str = "办法.pdf") -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def handed_in(client: Client, **more: object) -> str:
    fields = {"topic": "contact-rules", "statement": "办法已经印发。", "file": document()} | more
    return client.post(f"{PAGE}?back=/plans/", fields, follow=True).content.decode()


def test_a_document_is_handed_in_and_approved_by_somebody_else(cast: Cast) -> None:
    clerk, leader = by(cast.clerk), by(cast.leader)
    assert "还没有提交材料" in clerk.get(PAGE).content.decode()
    assert "等待另一人认定" in handed_in(clerk)
    one = Attestation.objects.get()
    assert (one.topic, one.status, one.attachment.name) == ("contact-rules", Status.SUBMITTED, "办法.pdf")
    assert "认定材料" not in clerk.get(PAGE).content.decode().split("已提交的材料")[1]
    assert f"/desk/acts/attestations.approve/{one.public_id}/" in leader.get(PAGE).content.decode()
    leader.post(f"/desk/acts/attestations.approve/{one.public_id}/", {})
    one.refresh_from_db()
    assert one.status == Status.APPROVED
    got = leader.get(f"{PAGE}{one.pk}/file/")
    assert b"".join(got.streaming_content) == b"%PDF-1.4 rules"  # type: ignore[attr-defined]  # a file, streamed


def test_what_is_refused_leaves_no_file_behind(cast: Cast) -> None:
    clerk = by(cast.clerk)
    assert "不是可以接收的类型" in handed_in(clerk, file=document(b"MZ", "程序.pdf"))
    assert "没有选择文件" in handed_in(clerk, file="")
    assert "没有事项代码" in handed_in(clerk, topic="")
    handed_in(clerk)
    assert "等待" in handed_in(clerk)  # a second one for the same topic waits for the first
    assert Attestation.objects.count() == Attachment.objects.count() == 1


def test_others_neither_see_nor_hand_in(cast: Cast) -> None:
    handed_in(by(cast.clerk))
    one = Attestation.objects.get()
    for user in (cast.outsider, cast.nobody):
        assert by(user).get(PAGE).status_code == 403
        assert by(user).get(f"{PAGE}{one.pk}/file/").status_code == 403
    assert "提交材料" not in by(cast.reader).get(PAGE).content.decode()
    handed_in(by(cast.reader), topic="other")
    assert Attestation.objects.count() == 1


def test_the_way_back_stays_on_the_site(cast: Cast) -> None:
    fields = {"topic": "contact-rules", "statement": "办法已经印发。", "file": document()}
    answer = by(cast.clerk).post(f"{PAGE}?back=https://example.com/", fields)
    assert answer.headers["Location"] == PAGE


def test_the_figure_leads_to_it(cast: Cast) -> None:
    page = by(cast.county_clerk).get("/plans/luzhai-fictional/450223/contact-rules/").content.decode()
    assert "/desk/forms/450223/evidence/?topic=" in page
