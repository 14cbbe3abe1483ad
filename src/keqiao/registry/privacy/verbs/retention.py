"""Verbs on retention: periods, and runs that are shown, approved and carried out."""

from __future__ import annotations

from typing import Annotated, Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.privacy.models import Retained, RetentionPeriod, RetentionRun, Stage
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.privacy.retaining import CLASSES, counts, delete_due, written
from keqiao.registry.refusals import check_text

MOST = 36_500  # days
WORDS = tuple((one.value, gettext_lazy(str(one.label))) for one in Retained)


class SetPeriod(VerbData):
    """How long a class is kept from today on."""

    kept: Annotated[
        Literal["staging", "unverified", "consents", "requests"], Asked(gettext_lazy("数据类别"), words=WORDS)
    ]
    days: Annotated[int, Asked(gettext_lazy("保存天数"))]
    why: Annotated[str, Asked(gettext_lazy("依据"), gettext_lazy("法规、上级文件或本单位的决定"))]


class PrepareRun(VerbData):
    """Nothing to say."""


class ApproveRun(VerbData):
    """``sure``: somebody looked at what will be deleted."""

    sure: Annotated[bool, Asked(gettext_lazy("已看过将删除的内容，同意删除"))] = False


@verb(
    "retention.set_period",
    does=gettext_lazy("设定了个人信息保存期限"),
    needs="privacy.manage",
    on=lambda target, data: [target],
)
def set_period(act: Act, target: Organisation, data: SetPeriod) -> RetentionPeriod:
    """Set how long a class is kept at an organisation and at what it leads, from today on."""
    check_text(data.why, _("依据"), 300)
    least = CLASSES[Retained(data.kept)].least
    if not least <= data.days <= MOST:
        said = _("“%(kept)s”的保存天数应在%(least)s至%(most)s之间。请改正天数。")
        raise VerbError(said % {"kept": _(str(Retained(data.kept).label)), "least": least, "most": MOST})
    day = timezone.localdate()
    for former in RetentionPeriod.objects.filter(organisation=target, kept=data.kept, ends=None):
        former.ends = day
        former.save()
    made = RetentionPeriod(organisation=target, kept=data.kept, days=data.days, why=data.why, starts=day)
    made.save()
    return made


@verb(
    "retention.prepare",
    does=gettext_lazy("拟定了到期删除"),
    needs="privacy.manage",
    on=lambda target, data: [target],
)
def prepare_run(act: Act, target: Organisation, data: PrepareRun) -> RetentionRun:
    """Find what is over at an organisation and at what it leads; nothing is deleted before it is approved."""
    if RetentionRun.objects.filter(organisation=target).exclude(stage=Stage.DONE).exists():
        raise VerbError(
            _("“%(organisation)s”已有一份到期删除等待批准或执行。请先处理那一份。") % {"organisation": target}
        )
    now = timezone.now()
    found = counts(now, target)
    if not found:
        raise VerbError(_("“%(organisation)s”没有到期的个人信息，不用删除。") % {"organisation": target})
    made = RetentionRun(organisation=target, prepared=now, found=written(found))
    made.save()
    return made


@verb(
    "retention.approve",
    does=gettext_lazy("批准了到期删除"),
    needs="privacy.manage",
    on=lambda target, data: [target.organisation_id],
)
def approve_run(act: Act, target: RetentionRun, data: ApproveRun) -> RetentionRun:
    """Approve a run; it is carried out within minutes."""
    if target.stage != Stage.PREPARED:
        said = _("这份到期删除现在是“%(stage)s”，不能再批准。")
        raise VerbError(said % {"stage": _(target.get_stage_display())})
    if not data.sure:
        raise VerbError(_("删除后不能恢复。请先看过将删除的内容，再勾选确认。"))
    target.stage, target.approved, target.approved_by = Stage.APPROVED, timezone.now(), act.actor.user
    target.save()
    return target


@verb(
    "retention.carry_out",
    does=gettext_lazy("执行了到期删除"),
    needs="owner",
    on=lambda target, data: [target.organisation_id],
    owner=lambda act, *_rest: act.actor.operator,
)
def carry_out(act: Act, target: RetentionRun, data: PrepareRun) -> RetentionRun:
    """Delete what an approved run showed. Only the nightly job does."""
    if target.stage != Stage.APPROVED or target.organisation is None:
        raise VerbError(_("没有批准的到期删除不能执行。请个人信息保护负责人先批准。"))
    target.deleted = written(delete_due(target.prepared, target.organisation))
    target.stage, target.finished = Stage.DONE, timezone.now()
    target.save()
    return target


@verb(
    "retention.sweep",
    does=gettext_lazy("清除了过期的技术数据"),
    needs="owner",
    on=lambda target, data: [],
    owner=lambda act, *_rest: act.actor.operator,
)
def sweep(act: Act, target: None, data: PrepareRun) -> RetentionRun:
    """Delete what is over and belongs to no organisation: codes of the day before, messages delivered long ago."""
    now = timezone.now()
    found = written(counts(now, None))
    made = RetentionRun(
        prepared=now, stage=Stage.DONE, found=found, deleted=written(delete_due(now, None)), finished=timezone.now()
    )
    made.save()
    return made
