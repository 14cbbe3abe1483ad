"""What is kept of evaluations: counters, days on which they change by themselves, and what they were counted with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop as _

from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person


class Tally(models.Model):
    """The counters of one question at one organisation and period (0: none), valued on ``day`` (yyyymmdd)."""

    plan = models.CharField(max_length=60)
    commitment = models.CharField(max_length=120)
    part = models.CharField(max_length=20)
    organisation = models.BigIntegerField()
    period = models.IntegerField(default=0)
    day = models.IntegerField()
    yes = models.BigIntegerField()
    no = models.BigIntegerField()
    unknown = models.BigIntegerField()
    amount = models.BigIntegerField()
    band = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "commitment", "organisation", "part", "period"], name="tally_once")
        ]
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        """Commitment and organisation."""
        return f"{self.commitment}@{self.organisation}"


class Coming(models.Model):
    """The next day (yyyymmdd) on which an organisation's rows of a fact could count otherwise by themselves."""

    fact = models.CharField(max_length=40)
    organisation = models.BigIntegerField()
    day = models.IntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "organisation"], name="coming_once")]
        verbose_name_plural = "coming"

    def __str__(self) -> str:
        """Fact, organisation and day."""
        return f"{self.fact}@{self.organisation} {self.day}"


class Movement(models.Model):
    """A figure that came out otherwise than before: both values, and the audit entries of what was done in between.

    Values are exact fractions as text (``57/90`` as counted), empty where there was none.
    """

    at = models.DateTimeField(auto_now_add=True)
    commitment = models.CharField(max_length=160)
    organisation = models.BigIntegerField()
    before = models.CharField(max_length=80, blank=True)
    after = models.CharField(max_length=80, blank=True)
    status_before = models.CharField(max_length=12)
    status_after = models.CharField(max_length=12)
    entries = models.TextField(default="[]")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["commitment", "organisation"], name="movement_figure")]

    def __str__(self) -> str:
        """Commitment and both values."""
        return f"{self.commitment}: {self.before} → {self.after}"


class Counted(models.Model):
    """With which version of a plan's package, and for which day, its tallies were last brought up to date."""

    plan = models.CharField(max_length=60, unique=True)
    digest = models.CharField(max_length=64, blank=True)
    day = models.IntegerField(default=0)

    class Meta:
        verbose_name_plural = "counted"

    def __str__(self) -> str:
        """Plan and day."""
        return f"{self.plan} {self.day}"


class Visibility(models.TextChoices):
    """Who may see a unit's reported figures."""

    UNIT = "unit", _("本单位")
    SYSTEM = "system", _("科协系统内")
    PUBLIC = "public", _("公开")


class ReportState(models.TextChoices):
    """How far a report is."""

    CONFIRMED = "confirmed", _("已确认，待报送")
    SENT = "sent", _("已报送")


class Report(Noun):
    """A unit's figures under a plan, confirmed by a leader, frozen as of a day (yyyymmdd), and sent upward."""

    personal: ClassVar[str] = "confirmed_by_id"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reports")
    plan = models.CharField("方案", max_length=60)
    as_of = models.IntegerField("统计日")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, related_name="confirmed_reports", verbose_name="确认人")
    confirmed_as = models.CharField("确认人职务", max_length=160)
    confirmed = models.DateTimeField("确认时间", auto_now_add=True)
    digest = models.CharField(max_length=64)
    status = models.CharField("状态", max_length=10, choices=ReportState, default=ReportState.CONFIRMED)
    sent = models.DateTimeField("报送时间", null=True, blank=True)
    sent_to = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="received_reports")
    visibility = models.CharField("公开范围", max_length=10, choices=Visibility, default=Visibility.SYSTEM)
    proposed = models.CharField("拟调整为", max_length=10, choices=Visibility, blank=True)
    proposed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["plan", "organisation", "status"], name="report_unit")]

    def __str__(self) -> str:
        """Unit, plan and day."""
        return f"{self.organisation} {self.plan} {self.as_of}"


class ReportedFigure(Noun):
    """One frozen figure of a report: counts and a state. Numbers that may be fractions are exact text."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    commitment = models.CharField(max_length=80)
    clause = models.CharField(max_length=40)
    topic = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=12)
    yes = models.BigIntegerField(null=True)
    unknown = models.BigIntegerField(default=0)
    denominator = models.CharField(max_length=80, blank=True)
    value = models.CharField(max_length=80, blank=True)
    baseline = models.CharField(max_length=80, blank=True)
    due = models.IntegerField(null=True)

    class Meta:
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        """Title and state."""
        return f"{self.title} {self.status}"


class ReportedCount(Noun):
    """The counters that a report gives to a figure of somebody above: of the whole unit, or of each unit it leads.

    ``commitment`` is the plan's key of that figure; ``organisation`` the unit, or the one it leads.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="counts")
    commitment = models.CharField(max_length=120)
    part = models.CharField(max_length=20)
    organisation = models.BigIntegerField()
    period = models.IntegerField(default=0)
    yes = models.BigIntegerField()
    no = models.BigIntegerField()
    unknown = models.BigIntegerField()
    amount = models.BigIntegerField()
    band = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        """Commitment and organisation."""
        return f"{self.commitment}@{self.organisation}"


class IssuedText(Noun):
    """The issued text of a plan as its association attached it; no package carries one.

    ``digest``: SHA-256 of the file; ``text``: what was read of it, in which clauses have their places.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="issued_texts")
    plan = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    attached = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "-attached"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "plan"], condition=models.Q(ends__isnull=True), name="issued_text_once"
            )
        ]

    def __str__(self) -> str:
        """The file's name."""
        return self.name


class ProgrammeState(models.TextChoices):
    """How far a programme is. Planned: the block that would run it isn't there yet."""

    PLANNED = "planned", _("待建")
    DRAFT = "draft", _("草稿")
    RUNNING = "running", _("进行中")
    PAUSED = "paused", _("暂停")
    ENDED = "ended", _("已结束")


class Programme(Noun):
    """What an association runs because its plan starts it; ``code`` is the package's id of it.

    ``settings`` is JSON; ``given`` (JSON too) keeps how the package wrote it when it was last taken over, by which
    what people edited is told from what the package changed.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    plan = models.CharField("方案", max_length=60)
    code = models.CharField(max_length=80)
    clause = models.CharField("条目", max_length=40)
    title = models.CharField("名称", max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    template = models.CharField("类型", max_length=60)
    settings = models.TextField("设置", default="{}")
    given = models.TextField(default="{}")
    status = models.CharField("状态", max_length=10, choices=ProgrammeState)
    started = models.DateField("启用日期", null=True, blank=True)
    ended = models.DateField("结束日期", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "plan", "code"], name="programme_once")]

    def __str__(self) -> str:
        """The title."""
        return self.title


class DraftState(models.TextChoices):
    """How far a plan is that somebody drafts at the desk."""

    OPEN = "open", _("起草中")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤下")


class Decision(models.TextChoices):
    """What became of a figure that was found: ``aside`` are days, numbers of documents and the like."""

    OPEN = "open", _("待处理")
    COMMITMENT = "commitment", _("任务指标")
    DISMISSED = "dismissed", _("不作为任务指标")
    ASIDE = "aside", _("不需处理")


class PlanDraft(Noun):
    """A plan on its way from a file to a package. Days are yyyymmdd, 0: not known.

    ``plan``: the package's id. ``follows`` and ``replaces``: ids of the plan above and of one that gives way.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plan_drafts")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    plan = models.CharField(max_length=60)
    title = models.CharField("方案名称", max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    issuer = models.CharField("发文机关", max_length=200)
    issuer_en = models.CharField(max_length=300, blank=True)
    jurisdiction = models.CharField(max_length=6)
    adopted = models.IntegerField("印发日期", default=0)
    until = models.IntegerField("停止施行日期", default=0)
    follows = models.CharField(max_length=60, blank=True)
    replaces = models.CharField(max_length=60, blank=True)
    distribution = models.CharField("发送范围", max_length=200, blank=True)
    about = models.PositiveSmallIntegerField(default=10)
    binding = models.BooleanField(default=False)
    status = models.CharField("状态", max_length=10, choices=DraftState, default=DraftState.OPEN)
    uploaded = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded", "-pk"]

    def __str__(self) -> str:
        """The plan's title."""
        return self.title


class DraftClause(Noun):
    """A clause as it was read, and what people call it and say of it. ``spans``: its own paragraphs in the text."""

    draft = models.ForeignKey(PlanDraft, models.CASCADE, related_name="clauses")
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    printed = models.CharField("条目", max_length=80)
    title = models.CharField("标题", max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    summary = models.TextField("概要", blank=True)
    summary_en = models.TextField(blank=True)
    spans = models.TextField(default="[]")

    class Meta:
        ordering = ["draft", "place"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="draft_clause_once")]

    def __str__(self) -> str:
        """Its printed place."""
        return self.printed


class DraftFinding(Noun):
    """A figure of a clause: as the reader found it or a person added it, and what was decided.

    Without a span (both ends 0) a person added it. ``months``: due so long after the adoption. ``value`` and
    ``baseline`` are exact text (``70``, ``2/3``, ``3;5``). ``measured``: the commitment of another plan it is
    counted like, ``attested`` or ``returned``; ``measurement``: that rule as copied, with its definitions.
    """

    clause = models.ForeignKey(DraftClause, models.CASCADE, related_name="findings")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=300)
    about = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    comparator = models.CharField(max_length=8, blank=True)
    value = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    baseline = models.CharField(max_length=40, blank=True)
    deadline = models.IntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    next_congress = models.BooleanField(default=False)
    force = models.CharField(max_length=10, default="must")
    decision = models.CharField("处理", max_length=10, choices=Decision, default=Decision.OPEN)
    reason = models.CharField("理由", max_length=300, blank=True)
    commitment = models.CharField(max_length=80, blank=True)
    topic = models.CharField("议题", max_length=120, blank=True)
    title = models.CharField("指标名称", max_length=200, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    owed_by = models.CharField("责任单位", max_length=60, blank=True)
    measured = models.CharField(max_length=160, blank=True)
    measurement = models.TextField(default="{}")

    class Meta:
        ordering = ["clause", "start", "pk"]

    def __str__(self) -> str:
        """As printed."""
        return self.text


class DraftedPackage(Noun):
    """A draft as it was published: the texts of a package's files (JSON). The one without an end is in the library."""

    draft = models.ForeignKey(PlanDraft, models.PROTECT, related_name="packages")
    plan = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    files = models.TextField()
    published = models.DateTimeField(auto_now_add=True)
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "-published"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=models.Q(ends__isnull=True), name="drafted_package_once")
        ]

    def __str__(self) -> str:
        """The package's id."""
        return self.plan
