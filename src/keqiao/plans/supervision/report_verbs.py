"""Verbs on progress reports: one leaves as a file, which the audit keeps, and an office keeps its own template."""

from __future__ import annotations

import datetime as dt
import hashlib
from enum import StrEnum
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.rules import most_exported
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.supervision.models import ReportTemplate
from keqiao.plans.supervision.report_template import check_template
from keqiao.plans.supervision.tasks import MANAGE

EXPORT = "exports.take"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Form(StrEnum):
    """In which form a report leaves."""

    WORD = "word"
    PDF = "pdf"
    TEMPLATE = "template"


class WriteReport(VerbData):
    """Which report leaves: its form, plan ("" for all in force), day, how many tasks it lists and people it names."""

    form: Form
    plan: str = ""
    day: dt.date
    tasks: int
    people: int = 0


class KeepTemplate(VerbData):
    """A Word file's name and bytes."""

    name: str
    content: bytes


def _said(target: Organisation, data: WriteReport) -> str:
    """What the audit keeps: no word of the report."""
    plans = data.plan or "all plans"
    return f"progress report as {data.form.value}: {plans}, {data.day}, {data.tasks} tasks, {data.people} people"


@verb(
    "supervision.write_report",
    does=gettext_lazy("生成了进展报告"),
    needs=EXPORT,
    on=lambda target, data: [target],
    note=_said,
)
def write_report(act: Act, target: Organisation, data: WriteReport) -> Organisation:
    """Take a report out as a file. Nothing changes, the audit keeps that it left.

    Raises Refused, which the audit keeps, when its annex has more rows than the role may take.
    """
    most = most_exported(act.actor, target.pk)
    if most is not None and data.tasks > most:
        words = _(
            "这份报告的台账有%(rows)d项任务，您的角色一次最多导出%(most)d项，没有生成。"
            "请只选一个方案；确需整份的，请由有权限的人员办理。"
        )
        raise Refused(words % {"rows": data.tasks, "most": most})
    act.emit("supervision.report_written", organisation=target.pk, form=data.form.value, tasks=data.tasks)
    return target


@verb(
    "supervision.keep_template",
    does=gettext_lazy("更换了报告模板"),
    needs=MANAGE,
    on=lambda target, data: [target],
)
def keep_template(act: Act, target: Organisation, data: KeepTemplate) -> ReportTemplate:
    """Keep an office's own template after a trial; the former one ends and stays on file."""
    name = PurePath(data.name.replace("\\", "/")).name[-200:]
    limit = int(settings.UPLOAD_LIMIT)
    if len(data.content) > limit:
        said = _("文件“%(file)s”超过上限%(limit)sMB。请压缩其中的图片后重新上传。")
        raise VerbError(said % {"file": name, "limit": limit // 2**20})
    check_template(data.content)
    now = timezone.now()
    for former in ReportTemplate.objects.filter(organisation=target, ends=None):
        former.ends = now
        former.save()
    made = ReportTemplate(organisation=target, attachment=_kept(target, name, data.content), name=name, starts=now)
    made.save()
    return made


def own_template(organisation: Organisation) -> ReportTemplate | None:
    """The template that an office uses now."""
    return ReportTemplate.objects.filter(organisation=organisation, ends=None).select_related("attachment").first()


def content_of(template: ReportTemplate) -> bytes:
    """The template's file. Raises VerbError when it is gone from the store."""
    try:
        with template.attachment.content.open("rb") as stream:
            return bytes(stream.read())
    except OSError:
        said = _("没有找到模板文件“%(name)s”。请重新上传模板，或请系统管理员检查附件存储。")
        raise VerbError(said % {"name": template.name}) from None


def _kept(organisation: Organisation, name: str, content: bytes) -> Attachment:
    made = Attachment(
        organisation=organisation,
        name=name,
        media_type=WORD,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )
    # The stored name says nothing of what people called the file.
    made.content.save(f"{made.public_id}.docx", ContentFile(content), save=False)
    made.save()
    return made
