"""The preview says what would go without naming anybody."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.utils import timezone

from cast import OPERATES, Cast, user_with
from keqiao.look.acts import act_url
from keqiao.registry.privacy.verbs.retention import approve_run, prepare_run
from registry.privacy.given import asked_of


def test_a_run_is_shown_before_it_is_approved(cast: Cast, client: Client) -> None:
    client.force_login(user_with("officer", "privacy_officer", cast.liuzhou, subtree=True))
    assert "没有到期的个人信息" in client.get("/desk/privacy/retention/").content.decode()
    asked_of(cast, outcome="granted", answered=timezone.now() - dt.timedelta(days=1500))
    run = prepare_run(OPERATES, cast.liuzhou)
    assert "待批准" in client.get("/desk/privacy/retention/").content.decode()
    page = client.get(f"/desk/privacy/retention/{run.public_id}/").content.decode()
    assert "已办结的个人信息请求：1项（保存1095天）" in page
    assert "更正或补充，" in page
    assert "韦晓" not in page
    assert (
        client.post(act_url(approve_run, run), {"sure": "on"})["Location"]
        == f"/desk/privacy/retention/{run.public_id}/"
    )
