"""Names of fields and codes that are shown nowhere but where a person reads what is held: here they are collected."""

from __future__ import annotations

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

# What a record points to, where the model gives the relation no name of its own.
RELATIONS = {
    "organisation": gettext_lazy("单位"),
    "body": gettext_lazy("机构"),
    "meeting": gettext_lazy("会议"),
    "keeper": gettext_lazy("保存单位"),
    "election": gettext_lazy("选举和表决"),
    "motion": gettext_lazy("提案建议"),
    "renewal": gettext_lazy("换届"),
    "draw": gettext_lazy("公平抽取"),
    "case": gettext_lazy("事项"),
    "post": gettext_lazy("职务"),
    "slot": gettext_lazy("驻会轮值"),
    "secondment": gettext_lazy("挂职"),
}

LABELS = (
    _("种类"),
    _("办理时间"),
    _("已核验"),
    _("合并日期"),
    _("撤销合并日期"),
    _("暂缓至"),
    _("最初入会日期"),
    _("确认方式"),
    _("确认日期"),
    _("结论"),
    _("验证时间"),
    _("会员类别"),
    _("会费"),
    _("入会日期"),
    _("退会日期"),
    _("兼职"),
    _("驻会"),
    _("由单位选举产生"),
    _("到会情况"),
    _("方向"),
    _("派出（接收）单位"),
    _("起"),
    _("止"),
    _("止（计划）"),
    _("日期"),
    _("方案"),
    _("确认人职务"),
    _("确认时间"),
    _("报送时间"),
    _("所读的告知书"),
    _("撤回时间"),
    _("涉及的内容"),
    _("注册时所读告知书的版本"),
    _("增补日期"),
    _("座"),
)
CODES = (
    _("免缴"),
    _("已缴"),
    _("待缴"),
    _("到会"),
    _("请假"),
    _("无故缺席"),
    _("提案建议"),
    _("调研报告"),
    _("述职报告"),
)
