"""What may be done with a person, an honour, a field of expertise."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.people.models import Expertise, Honour, Merge, Person, Segment
from keqiao.look.acts import offer, page_of
from keqiao.registry.pages.person import person_url
from keqiao.registry.pages.person_facts import birth_text, ethnicity_word
from keqiao.registry.verbs.duplicates import merge, unmerge
from keqiao.registry.verbs.particulars import (
    add_expertise,
    add_honour,
    end_expertise,
    join,
    set_contact,
    take_post,
    withdraw_honour,
)
from keqiao.registry.verbs.people import confirm_source, correct, current_work, employ, set_id_number, set_trait
from keqiao.registry.verbs.segments import drop

page_of(Person, person_url)
page_of(Honour, lambda one: person_url(one.person))
page_of(Merge, lambda one: person_url(one.person))
page_of(Segment, lambda one: reverse("registry:segments"))
page_of(Expertise, lambda one: person_url(one.person))


def known(one: Person) -> dict[str, Any]:
    """What is recorded, as the form for corrections takes it."""
    return {
        "name": one.name,
        "sex": one.sex or None,
        "ethnicity": ethnicity_word(one.ethnicity),
        "birth": birth_text(one),
    }


def proposed(one: Person) -> dict[str, Any]:
    """The class and flag of where the person works now, to be confirmed."""
    work = current_work(one)
    if work is None:
        return {}
    return {"source_class": work.source_class or None, "leading_official": bool(work.leading_official)}


offer(correct, label=_("更正资料"), order=10, initial=known)
offer(
    employ,
    label=_("更新单位职务"),
    order=20,
    note=_("原来的工作经历在到职日期结束，记录保留。"),
)
offer(
    confirm_source,
    label=_("确认来源类别"),
    order=25,
    initial=proposed,
    shown=lambda one: current_work(one) is not None,
)
offer(set_trait, label=_("更新政治面貌、职称、学历"), order=30)
offer(
    set_contact,
    label=_("更新联系方式"),
    order=35,
    note=_("联系方式密封保存，只有经办人员和登记员能看到。清空后提交即删除。"),
    initial=lambda one: {"mobile": one.mobile(), "email": one.email()},
)
offer(
    set_id_number,
    label=_("登记证件号码"),
    order=40,
    note=_("号码会与出生年月、性别核对，并检查本单位是否有人已登记同一号码。"),
)
offer(take_post, label=_("登记任职"), order=50)
offer(join, label=_("登记会籍"), order=55)
offer(add_honour, label=_("登记荣誉"), order=60)
offer(add_expertise, label=_("登记专长"), order=65)
offer(
    withdraw_honour,
    label=_("撤下荣誉"),
    note=_("登记有误或已被取消的荣誉从人员页面撤下，审计中保留曾经登记过。"),
)
offer(end_expertise, label=_("终止专长"))
offer(
    merge,
    label=_("合并重复记录"),
    order=90,
    note=_(
        "另一条记录的工作经历、任职、会籍等都转到这里，另一条不再列出；可以撤销。"
        "登录账号一并转来；两边都有账号的，另一条的账号保留权限，但不再对应任何人。"
    ),
)
offer(
    unmerge,
    label=_("撤销合并"),
    note=_("合并时转来的记录原样退回；合并之后新登记的留在这里，页面会说明有多少。"),
    shown=lambda one: one.undone_on is None,
)
offer(drop, label=_("删除名单分组"), note=_("只删除保存的条件，人员记录不变。"))
