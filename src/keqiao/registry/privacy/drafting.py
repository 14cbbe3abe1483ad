"""First drafts of notices and reports, written from what is recorded; the officer puts them into the house's words."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from keqiao.kernel.privacy.consent import latest_notice
from keqiao.kernel.privacy.models import SENSITIVE, Incident, Purpose, PurposeKind
from keqiao.look.formats import enumerated

KIND = {
    PurposeKind.GENERAL: "在{house}内部使用上述信息",
    PurposeKind.PUBLICATION: "通过门户和公告公开上述信息，公开后任何人都能看到",
    PurposeKind.PASSING_ON: "把上述信息提供给{recipient}",
    PurposeKind.SENSITIVE: "加密保存上述信息，每次查看都留下记录",
}


def draft_of(purpose: Purpose) -> str:
    """The text of the latest notice; before there is one, a draft in Chinese with everything a notice has to say."""
    before = latest_notice(purpose)
    if before is not None:
        return before.text
    house = purpose.organisation.name
    with override("zh-hans"):
        data = enumerated(_(str(one.label)) for one in purpose.data_classes())
    how = KIND[PurposeKind(purpose.kind)].format(house=house, recipient=purpose.recipient)
    parts = [
        f"{house}为“{purpose.name}”处理您的个人信息，特此告知。",
        f"一、处理哪些信息：{data}。",
        f"二、为什么需要：{purpose.why.rstrip('。')}。",
        f"三、怎样处理：{how}；使用的人员为{purpose.who}。",
        f"四、保存多久：{purpose.keeps}；到期删除或者匿名处理。",
    ]
    if SENSITIVE & set(purpose.data_classes()):
        parts.append("其中有敏感个人信息，一旦泄露可能使您的人身、财产受到损害，因此单独征求您的同意。")
    if purpose.needs_consent():
        parts.append("五、是否同意由您决定。不同意不影响您办理其他事项；同意后可以随时撤回，撤回之前的处理仍然有效。")
    parts.append(
        "六、您的权利：登录后在“关于我的信息”可以查看、复制、更正、删除您的信息，撤回同意，也可以要求我们作出解释。"
        f"对答复不满意的，可以向{house}个人信息保护负责人反映。"
    )
    return "\n\n".join(parts)


def notice_to_people(incident: Incident) -> str:
    """A draft of what the people concerned are told: what article 57 asks for, in Chinese."""
    house = incident.organisation.name
    day = timezone.localtime(incident.found)
    return "\n\n".join(
        (
            f"{house}关于个人信息安全事件的通知",
            f"{day:%Y}年{day.month}月{day.day}日，我们发现：{incident.title}。现将有关情况告知您。",
            f"一、涉及的个人信息：{incident.data}。",
            f"二、原因和可能造成的危害：{_stopped(incident.cause)}{_stopped(incident.harm)}",
            f"三、我们已采取的措施：{_stopped(incident.measures)}",
            f"四、建议您采取的措施：{_stopped(incident.advice)}",
            f"五、联系方式：{incident.contact}。给您带来不便，深表歉意。",
        )
    )


def report_to_regulator(incident: Incident) -> str:
    """A draft of the report to the authority and to the association above, in Chinese."""
    house = incident.organisation.name
    found = timezone.localtime(incident.found)
    with override("zh-hans"):
        level = _(incident.get_level_display())
    people = f"{incident.people}人" if incident.people is not None else "正在核查"
    return "\n\n".join(
        (
            f"{house}个人信息安全事件报告",
            f"事件：{incident.title}",
            f"发现时间：{found:%Y-%m-%d %H:%M}；危害程度：{level}；涉及人数：{people}",
            f"涉及的个人信息种类：{incident.data}",
            f"原因：{_stopped(incident.cause)}",
            f"可能造成的危害：{_stopped(incident.harm)}",
            f"已采取的措施：{_stopped(incident.measures)}",
            f"联系人和联系方式：{incident.contact}",
        )
    )


def _stopped(text: str) -> str:
    return text.rstrip("。") + "。"
