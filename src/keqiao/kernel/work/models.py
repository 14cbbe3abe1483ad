"""Cases: something that somebody works on until it is settled. Tasks, findings and problems are cases of a kind."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from keqiao.kernel.access.models import User
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person


class CaseKind(models.TextChoices):
    """What sort of affair it is."""

    TASK = "task", _("督查任务")
    INSPECTION = "inspection", _("督查检查")
    FINDING = "finding", _("检查发现")
    PROBLEM = "problem", _("问题清单")
    PILOT = "pilot", _("试点")
    MOTION = "motion", _("提案建议")
    ABSENCE = "absence", _("缺席情况")
    RENEWAL = "renewal", _("换届")


# What supervision has on its books; other kinds are led by the room that opened them.
SUPERVISED = frozenset({CaseKind.TASK, CaseKind.INSPECTION, CaseKind.FINDING, CaseKind.PROBLEM, CaseKind.PILOT})


class CaseStatus(models.TextChoices):
    """How far it is."""

    OPEN = "open", _("办理中")
    DONE = "done", _("已办结")
    DROPPED = "dropped", _("已撤项")


class Case(Noun):
    """An affair on an organisation's books. ``parent``: the inspection that found it, the task it came out of.

    ``plan``, ``clause`` and ``about`` say what it is about: of a plan, which of its ``commitment/…`` or
    ``programme/…``. ``outcome`` says how it ended.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cases")
    kind = models.CharField("类别", max_length=20, choices=CaseKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    title = models.CharField("事项", max_length=200)
    text = models.TextField("说明", blank=True)
    plan = models.CharField("方案", max_length=60, blank=True)
    clause = models.CharField("条目", max_length=40, blank=True)
    about = models.CharField(max_length=160, blank=True)
    opened = models.DateField("立项日期")
    closed = models.DateField("办结日期", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=CaseStatus, default=CaseStatus.OPEN)
    outcome = models.TextField("结果", blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "kind", "status"], name="case_book")]

    def __str__(self) -> str:
        """The title."""
        return self.title


class PartyRole(models.TextChoices):
    """What a unit has to do with a case."""

    LEAD = "lead", _("牵头单位")
    PARTNER = "partner", _("配合单位")


class Party(Noun):
    """A unit that works on a case: a registered organisation, or a department by name."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    role = models.CharField("角色", max_length=10, choices=PartyRole)
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="parts_in_cases")
    name = models.CharField("单位名称", max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "role", "name"], name="party_once")]

    def __str__(self) -> str:
        """The unit's name."""
        return self.name

    @property
    def organisation_id(self) -> int:
        """Whose staff act for it: its own, where it is registered, otherwise those on whose books the case is."""
        return self.unit_id or self.case.organisation_id


class Charge(Noun):
    """Who answers for a case (责任人), one at a time."""

    personal: ClassVar[str] = "person_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="charges")
    person = models.ForeignKey(Person, models.PROTECT, related_name="charges", verbose_name="责任人")
    starts = models.DateField("起")
    ends = models.DateField("止", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(ends__isnull=True), name="charge_one_now")
        ]

    def __str__(self) -> str:
        """The person's name."""
        return self.person.name


class Deadline(Noun):
    """A day by which something of a case is to be done; ``final`` is the case's own, others are milestones.

    While it is paused the working days that pass don't count: the day moves on by as many when it goes on.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    title = models.CharField("节点", max_length=120)
    due = models.DateField("时限")
    final = models.BooleanField(default=False)
    met = models.DateField("完成日期", null=True, blank=True)
    reminded = models.DateField("提醒日期", null=True, blank=True)
    paused = models.DateField("中止日期", null=True, blank=True)
    reason = models.CharField("中止原因", max_length=200, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(final=True), name="deadline_one_final")
        ]

    def __str__(self) -> str:
        """What is due."""
        return self.title

    @property
    def organisation_id(self) -> int:
        """On whose books the case is."""
        return self.case.organisation_id


class StepKind(models.TextChoices):
    """What a step says."""

    PROGRESS = "progress", _("进展")
    PROBLEM = "problem", _("问题")
    NEXT = "next", _("下步措施")
    RESULT = "result", _("整改结果")
    REPLY = "reply", _("答复")
    STATEMENT = "statement", _("说明")


class StepStatus(models.TextChoices):
    """A second person looks at each step."""

    WAITING = "waiting", _("待审核")
    APPROVED = "approved", _("已审核")
    RETURNED = "returned", _("已退回")


class Step(Noun):
    """What was done or said in a case. ``signed``: the name and post under it, where it came from outside.

    ``replaces``: the step of which this is the revision.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    kind = models.CharField("类别", max_length=10, choices=StepKind)
    text = models.TextField("内容")
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="steps")
    written = models.DateField("日期")
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    signed = models.CharField("签署", max_length=120, blank=True)
    status = models.CharField("状态", max_length=10, choices=StepStatus, default=StepStatus.WAITING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided = models.DateField("审核日期", null=True, blank=True)
    reason = models.CharField("退回原因", max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        """The beginning of the text."""
        return self.text[:40]

    @property
    def organisation_id(self) -> int:
        """On whose books the case is."""
        return self.case.organisation_id
