"""What is kept of evaluations: counters, days on which they change by themselves, and what they were counted with."""

from django.db import models


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
