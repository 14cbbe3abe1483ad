"""Public faces: nothing shows before a second person approved it, and it comes down at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from cast import OPERATES, Cast, PersonFactory, acts, user_with
from keqiao.kernel.access.models import Grant
from keqiao.kernel.faces.models import FaceStage, PublicFace
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.faces import hide_leader, propose, publish, send_back, show_leader, withdraw

SAID: dict[str, Any] = {
    "introduction": "团结服务全市科技工作者。",
    "phone": "0772-2825000",
    "email": "lzkx@example.org",
}
AGREED: dict[str, Any] = {"position": "主席", "consented": dt.date(2026, 1, 5), "consent": "签字同意书"}


def proposed(cast: Cast, **changed: Any) -> PublicFace:
    return propose(acts(cast.clerk), cast.liuzhou, {**SAID, **changed})


def test_a_second_person_publishes_it_from_today(cast: Cast) -> None:
    made = proposed(cast)
    assert (made.stage, made.starts, made.submitted_by) == (FaceStage.SUBMITTED, None, cast.clerk)
    publish(acts(cast.leader), made)
    assert (made.stage, made.starts, made.decided_by) == (FaceStage.PUBLISHED, timezone.localdate(), cast.leader)


def test_whoever_drew_it_up_does_not_publish_it(cast: Cast) -> None:
    both = user_with("both", "clerk", cast.liuzhou)
    with ledger.exempt("test"):
        Grant(user=both, role="leader", organisation=cast.liuzhou).save()
    made = propose(acts(both), cast.liuzhou, SAID)
    with pytest.raises(Refused, match=r"“柳州市科协的公开信息”是您自己提交的，不能由您批准公开"):
        publish(acts(both), made)
    with pytest.raises(Refused, match=r"是您自己提交的"):
        publish(OPERATES, propose(OPERATES, cast.luzhai, SAID))


def test_a_clerk_publishes_nothing(cast: Cast) -> None:
    made = proposed(cast)
    with pytest.raises(Refused):
        publish(acts(cast.clerk), made)
    with pytest.raises(Refused):
        propose(acts(cast.outsider), cast.luzhai, SAID)


def test_the_next_one_takes_the_place_of_the_former(cast: Cast) -> None:
    former = publish(acts(cast.leader), proposed(cast))
    made = proposed(cast, phone="0772-2820000")
    with pytest.raises(VerbError, match=r"已于.+提交，正在等待批准"):
        proposed(cast)
    publish(acts(cast.leader), made)
    former.refresh_from_db()
    assert (former.stage, former.ends) == (FaceStage.WITHDRAWN, timezone.localdate())
    assert cast.liuzhou.faces.filter(stage=FaceStage.PUBLISHED).get() == made


def test_it_goes_back_with_the_reason(cast: Cast) -> None:
    made = proposed(cast)
    with pytest.raises(VerbError, match=r"没有填写原因"):
        send_back(acts(cast.leader), made, {"reason": ""})
    send_back(acts(cast.leader), made, {"reason": "电话有误"})
    assert (made.stage, made.reason) == (FaceStage.RETURNED, "电话有误")
    with pytest.raises(VerbError, match=r"“柳州市科协的公开信息”已退回，不能再次办理"):
        publish(acts(cast.leader), made)


def test_one_person_takes_it_down(cast: Cast) -> None:
    made = proposed(cast)
    with pytest.raises(VerbError, match=r"现在没有公开，无需撤下"):
        withdraw(acts(cast.clerk), made, {"reason": "搬迁"})
    publish(acts(cast.leader), made)
    with pytest.raises(VerbError, match=r"没有填写原因"):
        withdraw(acts(cast.clerk), made, {"reason": ""})
    withdraw(acts(cast.clerk), made, {"reason": "搬迁"})
    assert (made.stage, made.ends) == (FaceStage.WITHDRAWN, timezone.localdate())


def test_leaders_are_named_with_their_consent_and_stay_on_the_next_face(cast: Cast) -> None:
    made = proposed(cast)
    show_leader(acts(cast.clerk), made, {"person": cast.engineer.pk, **AGREED})
    show_leader(acts(cast.clerk), made, {"person": cast.engineer.pk, **AGREED, "position": "副主席"})
    publish(acts(cast.leader), made)
    following = proposed(cast)
    assert [(one.person, one.position) for one in following.leaders.all()] == [(cast.engineer, "副主席")]
    hide_leader(acts(cast.clerk), made, {"person": cast.engineer.pk})
    assert not made.leaders.exists()
    with pytest.raises(VerbError, match=r"没有列出所选的负责人"):
        hide_leader(acts(cast.clerk), made, {"person": cast.engineer.pk})


def test_nobody_is_named_without_consent_or_by_others(cast: Cast) -> None:
    made = proposed(cast)
    for changed, said in (
        ({"position": ""}, r"没有填写职务"),
        ({"consent": ""}, r"没有填写同意的凭据"),
        ({"consented": dt.date(2999, 1, 1)}, r"这一天还没有到"),
        ({"person": 999999}, r"没有编号为999999的人员"),
        ({"person": PersonFactory(keeper=cast.guilin).pk}, r"不由“柳州市科协”管理，不能在它的公开信息中列出"),
    ):
        with pytest.raises(VerbError, match=said):
            show_leader(acts(cast.clerk), made, {"person": cast.engineer.pk, **AGREED, **changed})
    publish(acts(cast.leader), made)
    with pytest.raises(VerbError, match=r"已公开，不能再次办理"):
        show_leader(acts(cast.clerk), made, {"person": cast.engineer.pk, **AGREED})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"phone": "13800138000"}, r"不是单位的座机号码.+个人手机号不公开"),
        ({"phone": "请拨总机"}, r"不是单位的座机号码"),
        ({"email": "lzkx"}, r"“lzkx”不是邮箱地址"),
        ({"website": "javascript:alert(1)"}, r"不是完整的网址"),
        ({"introduction": "字" * 1001}, r"简介有1001个字，最多1000个字"),
        ({"address": "字" * 201}, r"办公地址有201个字"),
        ({"introduction": "", "phone": "", "email": ""}, r"没有填写任何要公开的内容"),
    ],
)
def test_what_can_not_be_shown_is_refused(cast: Cast, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(VerbError, match=said):
        proposed(cast, **changed)


@pytest.mark.parametrize("phone", ["0772-2825000", "2825000", "010-68571898转206", "12345"])
def test_numbers_of_offices_are_taken(cast: Cast, phone: str) -> None:
    assert proposed(cast, phone=phone).phone == phone
