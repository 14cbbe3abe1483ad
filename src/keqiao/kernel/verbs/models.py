"""What verbs keep for themselves: events to deliver, calls already done, batches of bulk verbs."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.nouns.sealed import sealed_field


class Event(models.Model):
    """Outbox: written with the verb, delivered after commit, so a crash loses nothing."""

    name = models.CharField(max_length=80)
    payload = models.TextField()
    created = models.DateTimeField(auto_now_add=True)
    taken = models.DateTimeField(null=True, blank=True)
    delivered = models.DateTimeField(null=True, blank=True, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        """The event's name."""
        return self.name


class DoneCall(models.Model):
    """A call with an idempotency key that was done: asked again, it answers with the same record."""

    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    result_label = models.CharField(max_length=80, blank=True)
    result_pk = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "verb", "key"], name="done_call_once")]

    def __str__(self) -> str:
        """Verb and key."""
        return f"{self.verb} {self.key}"


class BatchState(models.TextChoices):
    """How far a batch is."""

    STAGING = "staging", _("正在读入")
    STAGED = "staged", _("待确认")
    APPLIED = "applied", _("已导入")
    UNDONE = "undone", _("已撤销")
    ABANDONED = "abandoned", _("已放弃")


class Batch(models.Model):
    """The rows of one bulk call. Nothing outside sees them until they are applied in one step."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verb = models.CharField(max_length=80)
    actor = models.CharField(max_length=40)
    organisation = models.BigIntegerField()
    target_pk = models.BigIntegerField(null=True)
    data = models.TextField(default="{}")
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.STAGING)
    rows = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        """Title and state."""
        return gettext("%(title)s（%(state)s）") % {"title": self.title, "state": gettext(self.get_state_display())}


class BatchRow(models.Model):
    """One row of a batch, sealed."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="batch_rows")
    number = models.PositiveIntegerField()
    sealed = models.TextField()

    class Meta:
        ordering = ["batch", "number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="batch_row_once")]

    def __str__(self) -> str:
        """Batch and number."""
        return f"{self.batch_id}/{self.number}"


sealed_field(BatchRow, "sealed", lambda one: f"{one.batch.public_id}/{one.number}", along=("batch",))


class BatchOutcome(models.Model):
    """What applying a row made or changed: what undoing it needs. Ids and former values, no names."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="outcomes")
    number = models.PositiveIntegerField()
    outcome = models.TextField()

    class Meta:
        ordering = ["batch", "number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="batch_outcome_once")]

    def __str__(self) -> str:
        """Batch and number."""
        return f"{self.batch_id}/{self.number}"


class UploadStep(models.TextChoices):
    """How far a list is between upload and import."""

    CHOSEN = "chosen", _("待匹配列")
    READING = "reading", _("正在检查")
    READ = "read", _("待确认")
    APPLYING = "applying", _("正在写入")
    APPLIED = "applied", _("已导入")
    FAILED = "failed", _("没有完成")


class Upload(models.Model):
    """A list on its way: the file stands sealed in the media folder, here stands how far it is.

    ``columns``: by index from 0 the name of what each used column holds. ``decisions``: by row whom it means (an id,
    or 0 for somebody new). ``found``: what reading found, in numbers. No record: it goes when it is old.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=30)
    actor = models.CharField(max_length=40)
    organisation = models.BigIntegerField()
    filename = models.CharField(max_length=100)
    step = models.CharField(max_length=10, choices=UploadStep, default=UploadStep.CHOSEN)
    sheet = models.CharField(max_length=100, blank=True)
    columns = models.TextField(default="{}")
    decisions = models.TextField(default="{}")
    confirm_sources = models.BooleanField(default=False)
    found = models.TextField(default="{}")
    message = models.TextField(blank=True)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="uploads")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organisation", "step"], name="upload_step")]

    def __str__(self) -> str:
        """The file's name."""
        return self.filename


class ColumnChoice(models.Model):
    """What a unit chose for the columns under a header; proposed when the same header comes again."""

    organisation = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    signature = models.CharField(max_length=32)
    columns = models.TextField(default="{}")  # by header text the name of the column, or ""
    used = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-used"]
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "signature"], name="column_choice_once")]

    def __str__(self) -> str:
        """Kind and signature."""
        return f"{self.kind} {self.signature}"
