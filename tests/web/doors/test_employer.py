"""Confirming one's employer by e-mail: asking for another address."""

from __future__ import annotations

from django.test import Client

from cast import VISITS, Cast, acts
from keqiao.registry.verbs.employers import add_mail_domain
from keqiao.registry.verbs.identities import join
from keqiao.web.doors import employer
from registry.proving import proved

WHO = {"name": "韦宁", "unit_name": "柳州市机械工程学会", "unit": "lz-jixie", "keeper": "450200", "notice": "2026-11"}


def test_another_address_may_be_given_while_a_code_is_on_its_way(cast: Cast, client: Client) -> None:
    assert employer.confirm_employer
    add_mail_domain(acts(cast.clerk), cast.society, {"domain": "lzjx.example.cn"})
    client.force_login(join(VISITS, proved(), WHO))
    mail = "/home/registration/employer/mail/"
    assert "@lzjx.example.cn" in client.get(mail).content.decode()
    client.post(mail, {"email": "ning@lzjx.example.cn"})
    assert "n***@lzjx.example.cn" in client.get(mail).content.decode()
    assert 'name="email"' in client.get(f"{mail}?again").content.decode()
