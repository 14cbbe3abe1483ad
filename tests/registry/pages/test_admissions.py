"""The page that prints login codes."""

from __future__ import annotations

import re

from django.test import Client

from cast import Cast, PersonFactory
from keqiao.registry.pages.admissions import admissions_panel


def test_slips_are_made_for_those_chosen_and_let_their_holder_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    path = f"/desk/admissions/{cast.liuzhou.public_id}/"
    assert path in client.get("/organisations/450200/").content.decode()
    PersonFactory(name="别处的人", keeper=cast.luzhai)
    page = client.get(path).content.decode()
    assert "韦晓" in page
    assert "别处的人" not in page
    assert "韦晓" not in client.get(f"{path}?q=覃").content.decode()
    assert "没有选择人员" in client.post(path).content.decode()
    slips = client.post(path, {"people": [cast.engineer.pk, "nonsense"]}).content.decode()
    found = re.search(r"<code>([A-Z0-9-]{17})</code>", slips)
    assert found
    assert "/login/paper/" in slips
    assert "data:image/svg+xml" in slips

    holder = Client()
    answer = holder.post("/login/paper/", {"name": "韦晓", "code": found[1]}, follow=True)
    assert "请现在验证手机号或设置密码" in answer.content.decode()
    assert answer.wsgi_request.user.person == cast.engineer


def test_who_may_not_print_is_shown_no_way_to_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.reader)
    assert client.get(f"/desk/admissions/{cast.liuzhou.public_id}/").status_code == 403
    page = client.get("/organisations/450200/")
    assert "打印登录码纸条" not in page.content.decode()
    assert admissions_panel(page.wsgi_request, None) == ""
