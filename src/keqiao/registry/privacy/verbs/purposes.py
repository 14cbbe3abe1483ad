"""Verbs on purposes and their notices: what personal data are handled for, and what people are told of it."""

from __future__ import annotations

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.privacy.consent import latest_notice
from keqiao.kernel.privacy.models import SENSITIVE, Basis, DataClass, Notice, Purpose, PurposeKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated
from keqiao.registry.refusals import check_code, check_length, check_text


class DefinePurpose(VerbData):
    """A purpose with everything that a notice has to say of it."""

    name: Annotated[str, Asked(gettext_lazy("处理目的"), gettext_lazy("如“组织代表大会”“公开代表名单”"))]
    code: Annotated[
        str, Asked(gettext_lazy("代码"), gettext_lazy("小写字母、数字和短横线，登记后不变，如 publish-lists"))
    ]
    kind: Annotated[
        PurposeKind, Asked(gettext_lazy("处理方式"), gettext_lazy("一个目的只选一种：公开、提供、敏感信息都要单独同意"))
    ]
    basis: Annotated[Basis, Asked(gettext_lazy("合法性基础"))]
    data: Annotated[list[DataClass], Asked(gettext_lazy("个人信息种类"), gettext_lazy("只选这个目的离不开的"))]
    why: Annotated[str, Asked(gettext_lazy("为什么需要"), kind="long")]
    who: Annotated[str, Asked(gettext_lazy("谁使用"), gettext_lazy("部门或岗位"))]
    recipient: Annotated[str, Asked(gettext_lazy("接收方"), gettext_lazy("向其他单位提供时必填：名称和联系方式"))] = ""
    keeps: Annotated[str, Asked(gettext_lazy("保存期限"), gettext_lazy("如“届满后三年”"))]


class StopPurpose(VerbData):
    """Nothing to say: the purpose stops today."""


class PublishNotice(VerbData):
    """The whole text of the next version."""

    text: Annotated[str, Asked(gettext_lazy("告知内容"), kind="long")]
    changes: Annotated[str, Asked(gettext_lazy("与上一版的不同"), gettext_lazy("一两句话，给已经同意的人看"))] = ""
    renews: Annotated[
        bool,
        Asked(
            gettext_lazy("须重新取得同意"),
            gettext_lazy("目的、方式或个人信息种类变了就勾选：以前的同意不再算数，要请本人重新决定"),
        ),
    ] = False


@verb(
    "purposes.define",
    does=gettext_lazy("登记了个人信息处理目的"),
    needs="privacy.manage",
    on=lambda target, data: [target],
)
def define_purpose(act: Act, target: Organisation, data: DefinePurpose) -> Purpose:
    """Say what an organisation, and all it leads, handles personal data for."""
    check_code(data.code, _("代码"), "-")
    for text, what, limit in (
        (data.name, _("处理目的"), 80),
        (data.why, _("为什么需要"), 2000),
        (data.who, _("谁使用"), 200),
        (data.keeps, _("保存期限"), 120),
    ):
        check_text(text, what, limit)
    check_length(data.recipient, _("接收方"), 200)
    _check_lawful(data)
    if Purpose.objects.filter(organisation=target, code=data.code).exists():
        said = _("“%(organisation)s”已有代码为“%(code)s”的处理目的。请换一个代码，或使用已登记的那一个。")
        raise VerbError(said % {"organisation": target, "code": data.code})
    given = data.model_dump(exclude={"data", "key", "seen_version"})
    made = Purpose(organisation=target, data=" ".join(sorted(set(data.data))), **given)
    made.save()
    return made


@verb(
    "purposes.stop",
    does=gettext_lazy("停止了个人信息处理目的"),
    needs="privacy.manage",
    on=lambda target, data: [target.organisation_id],
)
def stop_purpose(act: Act, target: Purpose, data: StopPurpose) -> Purpose:
    """Handle no more data for a purpose; consents to it stay as evidence."""
    if target.ends is not None:
        raise VerbError(_("“%(purpose)s”已于%(day)s停止，无需再次办理。") % {"purpose": target, "day": target.ends})
    target.ends = timezone.localdate()
    target.save()
    return target


@verb(
    "purposes.publish_notice",
    does=gettext_lazy("发布了个人信息告知书"),
    needs="privacy.manage",
    on=lambda target, data: [target.organisation_id],
)
def publish_notice(act: Act, target: Purpose, data: PublishNotice) -> Notice:
    """Publish the next version of a purpose's notice; the ones before stay readable for whoever consented to them."""
    if target.ends is not None:
        raise VerbError(_("“%(purpose)s”已经停止，不能再发布告知书。请登记新的处理目的。") % {"purpose": target})
    check_text(data.text, _("告知内容"), 20_000)
    check_length(data.changes, _("与上一版的不同"), 300)
    before = latest_notice(target)
    if before is not None and before.text == data.text:
        said = _("告知内容与第%(number)s版完全相同，没有发布。请修改内容，或继续使用现行版本。")
        raise VerbError(said % {"number": before.number})
    made = Notice(
        purpose=target,
        number=before.number + 1 if before is not None else 1,
        text=data.text,
        changes=data.changes,
        renews=data.renews and before is not None,
        published=timezone.localdate(),
    )
    made.save()
    return made


def _check_lawful(data: DefinePurpose) -> None:
    """What the law asks of publishing, passing on and sensitive data."""
    if not data.data:
        raise VerbError(_("没有选个人信息种类。请至少选一种；一种也不需要，就不必登记。"))
    sensitive = sorted(set(data.data) & SENSITIVE)
    if sensitive and data.kind == PurposeKind.GENERAL:
        said = _("%(data)s属于敏感个人信息。请把处理方式选为“处理敏感个人信息”，单独登记、单独征得同意。")
        raise VerbError(said % {"data": enumerated(_(str(DataClass(one).label)) for one in sensitive)})
    if data.kind != PurposeKind.GENERAL and data.basis != Basis.CONSENT:
        said = _("%(kind)s个人信息要取得本人的单独同意。请把合法性基础选为“取得个人同意”。")
        raise VerbError(said % {"kind": _(str(data.kind.label))})
    if data.kind == PurposeKind.PASSING_ON and not data.recipient:
        raise VerbError(_("没有填写接收方。向其他单位提供个人信息，要写明提供给谁、怎样联系。"))
