"""起草方案包 as people see it: the list and its upload, a draft, its head, its publication."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.kernel.access.models import User
from keqiao.plans.drafting.verbs.publishing import publish_draft
from keqiao.plans.models import PlanDraft
from plans.drafting.sixth import PLAN, TEXT, Sixth, confirmed, drafted, founded, ready

LIST = "/desk/plans/"


@pytest.fixture
def sixth(cast: Cast, settings: Settings) -> Sixth:
    settings.DEMO = False
    return founded(cast)


def by(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def seen(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def sent(client: Client, address: str, status: int = 200, **data: Any) -> str:
    answer = client.post(address, data, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def file(text: str = TEXT, name: str = "临江方案.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_the_empty_list_says_what_belongs_there_and_what_must_not(sixth: Sixth) -> None:
    page = seen(by(sixth.clerk), LIST)
    assert "还没有起草过方案包" in page
    assert "请勿上传涉密文件" in page
    assert "临江市科学技术协会（450800）" in page
    assert "起草方案包" in seen(by(sixth.clerk), "/desk/")


def test_an_upload_leads_to_the_draft(sixth: Sixth) -> None:
    page = sent(by(sixth.clerk), LIST, file=file(), organisation="450800")
    assert "已读入“临江市科学技术协会改革实施方案”" in page
    assert "处理下一处（还有19处）" in page
    assert "中共临江市委办公室" in page
    assert "19" in seen(by(sixth.clerk), LIST)


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (file("机密★3年\n" + TEXT), "标有密级，不能放进本系统"),
        (file("没有条目"), "没有读到“一、”"),
        (file(name="方案.txt", text=""), "文件是空的"),
        (SimpleUploadedFile("方案.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "旧版Word文件"),
        (None, "没有选择文件"),
    ],
)
def test_a_file_that_can_not_be_read_is_told_beside_the_field(sixth: Sixth, upload: Any, said: str) -> None:
    page = sent(by(sixth.clerk), LIST, 400, organisation="450800", **({"file": upload} if upload else {}))
    assert said in page
    assert not PlanDraft.objects.exists()


def test_a_file_that_is_too_large_is_refused(sixth: Sixth, settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 2**20
    big = SimpleUploadedFile("大.txt", b"a" * (2**20 + 1))
    assert "超过上限1MB" in sent(by(sixth.clerk), LIST, 400, organisation="450800", file=big)


def test_a_plan_of_others_is_not_uploaded(sixth: Sixth) -> None:
    assert "有1处需要修改" in sent(by(sixth.clerk), LIST, 400, organisation="450200", file=file())


def test_others_see_nothing_of_it(cast: Cast, sixth: Sixth) -> None:
    made = drafted(sixth)
    assert made.title not in seen(by(cast.clerk), LIST)
    for name in ("plan_draft", "plan_draft_head", "plan_draft_publish"):
        seen(by(cast.clerk), reverse(name, args=[made.public_id]), 403)
        assert "/login/" in Client().get(reverse(name, args=[made.public_id])).url  # type: ignore[attr-defined]  # a redirect
    seen(by(cast.reader), LIST, 403)


def test_the_list_asks_as_often_for_one_as_for_three(sixth: Sixth) -> None:
    client = by(sixth.clerk)
    counts = []
    for amount in (1, 3):
        while PlanDraft.objects.count() < amount:
            drafted(sixth, TEXT + f"（四）补充。第{PlanDraft.objects.count()}稿。\n")
        with CaptureQueriesContext(connection) as asked:
            seen(client, LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_head_is_put_right_and_faults_stand_beside_their_fields(sixth: Sixth) -> None:
    made = drafted(sixth)
    address = reverse("plan_draft_head", args=[made.public_id])
    client = by(sixth.clerk)
    data = {
        "title": made.title,
        "issuer": "某委办公室",
        "adopted": "2025-03-20",
        "binding": "yes",
        "about": "5",
        "plan": PLAN,
        "seen_version": made.version,
    }
    assert "某委办公室" in sent(client, address, **data)
    page = sent(client, address, 400, **data)
    assert "已被他人修改" in page
    made.refresh_from_db()
    assert "只能用小写字母" in sent(client, address, 400, **data | {"plan": "临江", "seen_version": made.version})


def test_a_draft_lists_its_commitments_and_asks_for_its_day(sixth: Sixth) -> None:
    made = drafted(sixth, TEXT.replace("2025年3月18日", ""))
    confirmed(sixth, made, "超过15%", "returned")
    page = seen(by(sixth.clerk), reverse("plan_draft", args=[made.public_id]))
    assert "没有读到印发日期" in page
    assert "全市公民具备科学素质的比例" in page


def test_a_leader_publishes_and_goes_on_to_the_scoreboard(sixth: Sixth) -> None:
    made = ready(sixth)
    address = reverse("plan_draft_publish", args=[made.public_id])
    assert "由分管领导登录后办理" in seen(by(sixth.clerk), address)
    client = by(sixth.leader)
    assert "格式、规则和条目都没有问题。发布后：施行。" in seen(client, address)
    page = sent(client, address, action="publish", seen_version=made.version)
    assert "方案包已发布" in page
    assert f"/plans/{PLAN}/450800/" in page
    assert "重新发布方案包" not in page
    assert made.title in seen(client, "/plans/")
    assert "已撤下" in sent(client, address, action="withdraw")
    assert made.title not in seen(client, "/plans/")


def test_what_is_in_the_way_is_listed_with_where_it_is_mended(sixth: Sixth) -> None:
    made = drafted(sixth, TEXT.replace("2025年3月18日", ""))
    address = reverse("plan_draft_publish", args=[made.public_id])
    client = by(sixth.leader)
    page = seen(client, address)
    assert "有2处要改" in page
    assert f"{reverse('plan_draft_head', args=[made.public_id])}#id_adopted" in page
    assert "二、（一） 提高到70%以上" in page
    assert "发布方案包</button>" not in page
    assert "方案还不能发布：还没有填写印发日期" in sent(client, address, action="publish")
    assert "页面已过期" in sent(client, address, action="nonsense")
    assert by(sixth.clerk).post(address, {"action": "publish"}).status_code == 403


def test_a_change_after_publishing_is_told(sixth: Sixth) -> None:
    made = ready(sixth)
    publish_draft(sixth.act, made, {})
    confirmed(sixth, made, "不低于65%", "liuzhou-2017/full-committee-front-line")
    page = seen(by(sixth.leader), reverse("plan_draft_publish", args=[made.public_id]))
    assert "此后又有改动" in page
    assert "重新发布方案包" in page
