"""People who signed up by themselves: with invented numbers, some waiting for the registrar, one already verified."""

from __future__ import annotations

import datetime as dt

from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.identities.codes import make_code, try_code
from keqiao.kernel.identities.models import LoginCode, Purpose
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.identity import check_digit
from keqiao.kernel.verbs.contract import VISITOR, Act
from keqiao.registry.verbs.contacts import confirm
from keqiao.registry.verbs.employers import add_mail_domain, ask_employer
from keqiao.registry.verbs.identities import NOTICE, join
from keqiao.registry.verbs.realnames import apply_real_name, return_real_name, verify_real_name

DELEGATE = "13900000000"  # the demo's delegate logs in with it, too
MAIL_DOMAIN = "lzjx.example.cn"
SOCIETY = "lz-jixie"

# Name, unit as typed, code of the unit where it is one of ours, and how far the registration is.
MEMBERS = (
    ("韦江南", "柳州市机械工程学会", SOCIETY, "verified"),
    ("覃向荣", "柳江汽车零部件有限公司", "", "waiting"),
    ("蓝雨晴", "柳州职业技术大学", "", "waiting"),
    ("潘志远", "柳州市机械工程学会", SOCIETY, "employer"),
    ("廖春生", "柳城县红岭街道科普服务中心", "", "returned"),
    ("莫思源", "龙城农业科学研究所", "", "joined"),
)


def build_members(stage: Stage) -> None:
    """Let them sign up, and bring each as far as the table says; the delegate proves a mobile number."""
    add_mail_domain(stage.act, stage.organisations[SOCIETY], {"domain": MAIL_DOMAIN})
    for number, (name, unit_name, unit, state) in enumerate(MEMBERS, start=1):
        who = {"name": name, "unit_name": unit_name, "unit": unit or None, "keeper": stage.city.code, "notice": NOTICE}
        user = join(Act(VISITOR, "cli"), _proved(f"139000000{number:02}", Purpose.LOGIN), who)
        _register(stage, user, state, number)
    delegate = User.objects.get(username="delegate")  # by now linked to a person
    confirm(_as(delegate), _person(delegate), {"code": _proved(DELEGATE, Purpose.MOBILE).public_id})


def _register(stage: Stage, user: User, state: str, number: int) -> None:
    person = _person(user)
    if state == "employer":
        ask_employer(_as(user), person, {"employment": person.employments.get().pk})
    if state not in {"verified", "waiting", "returned"}:
        return
    data = {"id_number": _id_number(number), "need": "申报柳州市自然科学优秀论文"}
    waiting = apply_real_name(_as(user), person, data)
    registrar = Act(Actor(stage.users["registrar"]), "cli")
    if state == "verified":
        verify_real_name(registrar, waiting, None)
    elif state == "returned":
        return_real_name(registrar, waiting, {"reason": "证件号码与单位人事资料不符，请核对后重新提交"})


def _proved(mobile: str, purpose: Purpose) -> LoginCode:
    """A code to an invented number, shown at once: no message goes out."""
    code, digits = make_code(purpose, "mobile", mobile, "")
    try_code(code, digits)
    return code


def _id_number(number: int) -> str:
    """A number of the right form that belongs to nobody: the county code is none."""
    birth = dt.date(1980, 1, 1) + dt.timedelta(days=97 * number)
    digits = f"450299{birth:%Y%m%d}{number:03}"
    return digits + check_digit(digits)


def _as(user: User) -> Act:
    return Act(Actor(user), "cli")


def _person(user: User) -> Person:
    assert user.person is not None  # each of them is somebody
    return user.person
