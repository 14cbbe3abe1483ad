"""Sets of rules as they are usual, to begin from: each is a proposal that the election's own rules replace."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .rules import Rules


@dataclass(frozen=True)
class Preset:
    """A named set of rules, and in plain words where such rules are found."""

    name: Promise
    source: Promise
    rules: Rules


PRESETS: dict[str, Preset] = {
    "society": Preset(
        _("学会章程常用"),
        _("全国性学会的选举办法常见：应到人数三分之二以上到会，超过到会人数的二分之一当选，经主席团同意可以委托。"),
        Rules(quorum_operator="at_least", proxies="leave", tie="runoff", symbols="circle_cross"),
    ),
    "enterprise": Preset(
        _("企业科协常用"),
        _("企业科协的选举办法常见：到会人数须超过应到人数的三分之二，不得委托，最后名额得票相等的都不当选。"),
        Rules(quorum_operator="more_than", proxies="forbidden", tie="open", symbols="tick_circle"),
    ),
    "association": Preset(
        _("科协代表大会常用"),
        _("地方科协代表大会的选举办法常见：应到人数三分之二以上到会，差额选举，超过到会人数的二分之一当选，不得委托。"),
        Rules(quorum_operator="at_least", surplus="1/10", proxies="forbidden", tie="runoff", symbols="circle_cross"),
    ),
    "two_thirds": Preset(
        _("到会三分之二通过"),
        _("地方学会换届、修改章程等重大事项常见：赞成票达到到会人数的三分之二。"),
        Rules(majority="2/3", majority_operator="at_least", write_in=False),
    ),
    "matter": Preset(
        _("一般事项表决"),
        _("会议一般事项常见：应到人数二分之一以上到会，赞成票超过到会人数的二分之一。"),
        Rules(quorum="1/2", quorum_operator="at_least", write_in=False),
    ),
}
