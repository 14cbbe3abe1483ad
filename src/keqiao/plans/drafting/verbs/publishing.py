"""A draft becomes a package of this installation, is replaced by a corrected one, and is taken back."""

from __future__ import annotations

import json

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.drafting.checked import look_over
from keqiao.plans.drafting.written import Whole, files_of
from keqiao.plans.issued import AttachText, drop_text, keep_text
from keqiao.plans.models import DraftedPackage, DraftState, PlanDraft, Report

NEED = "plans.install"


@verb(
    "plans.publish_draft",
    does=gettext_lazy("发布了方案包"),
    needs=NEED,
    on=lambda target, data: [target.organisation_id],
)
def publish_draft(act: Act, target: PlanDraft, data: VerbData) -> DraftedPackage:
    """Put the draft among the installation's plans, its issued text beside it; a former version gives way."""
    whole = Whole.of(target)
    package, found = look_over(whole)
    if package is None or found:
        said = _("方案还不能发布：%(why)s")
        raise VerbError(said % {"why": found[0].message if found else ""})
    now = timezone.now()
    for former in DraftedPackage.objects.filter(plan=target.plan, ends=None):
        if former.draft_id != target.pk:
            raise VerbError(_("编号“%(plan)s”已被另一个方案使用。请换一个编号。") % {"plan": target.plan})
        former.ends = now
        former.save()
    files = json.dumps(files_of(whole), ensure_ascii=False)
    made = DraftedPackage(draft=target, plan=target.plan, digest=package.digest, files=files)
    made.save()
    attached = AttachText(plan=target.plan, name=target.name, digest=target.digest, text=target.text)
    keep_text(target.organisation, attached)
    target.status = DraftState.PUBLISHED
    target.save()
    return made


@verb(
    "plans.withdraw_draft",
    does=gettext_lazy("撤下了方案包"),
    needs=NEED,
    on=lambda target, data: [target.organisation_id],
)
def withdraw_draft(act: Act, target: PlanDraft, data: VerbData) -> PlanDraft:
    """Take the plan out of the installation's plans, or give up drafting it. The draft itself stays."""
    if target.status == DraftState.WITHDRAWN:
        raise VerbError(_("“%(title)s”已经撤下。") % {"title": target.title})
    if Report.objects.filter(plan=target.plan).exists():
        said = _("“%(title)s”的指标已经确认或报送，不能撤下。不再施行时，请填写停止施行日期后重新发布。")
        raise VerbError(said % {"title": target.title})
    for former in DraftedPackage.objects.filter(draft=target, ends=None):
        former.ends = timezone.now()
        former.save()
    drop_text(target.organisation, target.plan)
    target.status = DraftState.WITHDRAWN
    target.save()
    return target
