"""What each need lets somebody do, in words: for whoever gives a role and wants to know what it brings."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.roles import ROLES, Role

SEEING: dict[str, Promise] = {
    "figures.see": gettext_lazy("看指标"),
    "records.see": gettext_lazy("看单位和各类记录，不含个人"),
}
# Kinds of fields of a person, from the least to the most sensitive.
OF_PEOPLE: dict[str, Promise] = {
    "people.see": gettext_lazy("姓名、单位和职务"),
    "people.private": gettext_lazy("出生、民族等个人情况"),
    "people.contact": gettext_lazy("联系方式"),
    "people.identity": gettext_lazy("证件号码"),
}
DOING: dict[str, Promise] = {
    "people.manage": gettext_lazy("登记、更正人员"),
    "people.import": gettext_lazy("导入名册"),
    "posts.manage": gettext_lazy("登记任职和届次"),
    "organisations.manage": gettext_lazy("登记、更名、撤销单位"),
    "memberships.manage": gettext_lazy("登记会员"),
    "money.manage": gettext_lazy("登记经费"),
    "files.manage": gettext_lazy("上传附件"),
    "meetings.manage": gettext_lazy("筹备会议，登记会议和到会"),
    "slates.manage": gettext_lazy("分配名额，填报人选名单，办理抽取"),
    "slates.approve": gettext_lazy("审定人选名单，批准换届事项"),
    "elections.manage": gettext_lazy("准备选举和表决，登记计票"),
    "elections.approve": gettext_lazy("审定选举办法，确认选举结果"),
    "meetings.convene": gettext_lazy("召集会议，批准请假"),
    "duties.record": gettext_lazy("登记履职"),
    "duties.assess": gettext_lazy("登记履职评估，决定缺席事项"),
    "motions.manage": gettext_lazy("办理提案建议"),
    "motions.approve": gettext_lazy("审核提案建议的答复"),
    "places.manage": gettext_lazy("登记场所"),
    "activities.manage": gettext_lazy("登记活动"),
    "resources.manage": gettext_lazy("登记资源"),
    "calls.manage": gettext_lazy("登记申报和评选"),
    "units.manage": gettext_lazy("维护单位清单和引用数据"),
    "units.approve": gettext_lazy("认定单位清单和引用数据"),
    "organisations.publish": gettext_lazy("公开单位信息"),
    "returns.report": gettext_lazy("上报数据"),
    "attestations.submit": gettext_lazy("提交认定材料"),
    "figures.send": gettext_lazy("向上级报送指标"),
    "returns.approve": gettext_lazy("审核上报的数据"),
    "attestations.approve": gettext_lazy("认定材料"),
    "plans.draft": gettext_lazy("起草方案包"),
    "plans.install": gettext_lazy("启用方案"),
    "programmes.manage": gettext_lazy("启用和管理方案项目"),
    "supervision.manage": gettext_lazy("管理督查台账，填报进展"),
    "supervision.approve": gettext_lazy("审核督查填报"),
    "figures.confirm": gettext_lazy("确认指标"),
    "figures.publish": gettext_lazy("公开指标"),
    "privacy.manage": gettext_lazy("管理个人信息的用途、告知和保存期限"),
    "privacy.see": gettext_lazy("看个人信息处理活动、影响评估和安全事件"),
    "privacy.approve": gettext_lazy("批准到期删除和影响评估"),
    "system.manage": gettext_lazy("看系统运行状况，管理系统设置"),
    "divisions.manage": gettext_lazy("维护行政区划"),
    "grants.manage": gettext_lazy("建立用户，授予、延长和收回角色"),
    "exports.take": gettext_lazy("导出名单"),
    "audit.see": gettext_lazy("查看、核验和导出审计记录"),
}
WORDS = SEEING | OF_PEOPLE | DOING


def need_words(need: str) -> str:
    """What a need lets somebody do; a need that nobody has put into words yet stays as the code has it."""
    return str(WORDS.get(need, need))


def role_word(code: str) -> str:
    """What a role is called."""
    return _(ROLES[code].zh) if code in ROLES else code


def lets_do(role: Role) -> list[str]:
    """What a role lets somebody do beside seeing people, in words, in a fixed order."""
    order = [*SEEING, *DOING, *sorted(role.needs - WORDS.keys())]
    return [need_words(need) for need in order if need in role.needs]


def lets_see(role: Role) -> list[tuple[str, bool]]:
    """Each kind of fields of a person, and whether the role shows it."""
    return [(str(word), need in role.needs) for need, word in OF_PEOPLE.items()]
