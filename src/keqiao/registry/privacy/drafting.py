"""The first draft of a notice, written from what its purpose says; the officer puts it into the house's words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from keqiao.kernel.privacy.consent import latest_notice
from keqiao.kernel.privacy.models import SENSITIVE, Purpose, PurposeKind
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
