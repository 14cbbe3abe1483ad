"""What supervision keeps beside cases: ledgers that went out, what came back, and goal trees."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_noop as _

from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.work.models import Case


class SendingStatus(models.TextChoices):
    """How far a ledger that went out is."""

    OUT = "out", _("已发出")
    BACK = "back", _("已收回，待核对")
    MERGED = "merged", _("已合并")
    CANCELLED = "cancelled", _("已作废")


class Sending(Noun):
    """A ledger that went out to a unit. ``token``: SHA-256 of the one-time link's secret; the secret itself is nowhere.

    ``returned`` is JSON: what came back, by the public id of the task; ``signed`` who signs for it.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="ledger_sendings")
    to = models.CharField("发往单位", max_length=120)
    sent = models.DateField("发出日期")
    until = models.DateField("有效期至")
    token = models.CharField(max_length=64, unique=True)
    cases = models.ManyToManyField(Case, related_name="sendings", through="Sent")
    status = models.CharField("状态", max_length=10, choices=SendingStatus, default=SendingStatus.OUT)
    returned = models.TextField(default="[]")
    returned_on = models.DateField("收回日期", null=True, blank=True)
    signed = models.CharField("签署", max_length=120, blank=True)
    way = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """Whom it went to."""
        return self.to


class Sent(Noun):
    """A task in a ledger that went out. ``seen``: how many steps it had then, by which later ones are told."""

    sending = models.ForeignKey(Sending, models.CASCADE, related_name="lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="sent_in")
    seen = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sending", "case"], name="sent_once")]

    def __str__(self) -> str:
        """The task."""
        return str(self.case)


class Goal(Noun):
    """A goal of an association's goal trees (四服务, 1234); one without ``parent`` is a tree's root."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="goals")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    title = models.CharField("目标", max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "parent", "title"], name="goal_once")]

    def __str__(self) -> str:
        """The title."""
        return self.title


class GoalTag(Noun):
    """That something serves a goal: a clause (with all of it), a commitment or a programme of a plan, or a case.

    ``about``: ``clause/…``, ``commitment/…`` or ``programme/…`` of ``plan``.
    """

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="tags")
    plan = models.CharField("方案", max_length=60)
    about = models.CharField(max_length=160)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["goal", "plan", "about"], name="goal_tag_once")]

    @property
    def organisation_id(self) -> int:
        """Whose tree it is."""
        return self.goal.organisation_id

    def __str__(self) -> str:
        """What serves the goal."""
        return f"{self.plan} {self.about}"


class ReportTemplate(Noun):
    """An association's own Word template of its progress reports; ``ends`` is set on former ones."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="report_templates")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    starts = models.DateTimeField("启用时间")
    ends = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends__isnull=True), name="report_template_one_now"
            )
        ]

    def __str__(self) -> str:
        """The file's name."""
        return self.name
