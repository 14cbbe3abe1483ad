"""Entries, seals over batches of entries, and personal values set aside under a key per person."""

from __future__ import annotations

from django.db import models

from keqiao.kernel.nouns.sealed import sealed_field


class Outcome(models.TextChoices):
    """How a verb ended."""

    DONE = "done", "完成"
    REFUSED = "refused", "拒绝"


class Seal(models.Model):
    """One link of the chain: a keyed digest over a batch of entries and the link before."""

    number = models.PositiveBigIntegerField(unique=True)
    entries = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        """The link's number."""
        return f"seal {self.number}"


class Entry(models.Model):
    """One call of a verb. Texts that hold JSON are written canonically, so that digests repeat."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    channel = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10, choices=Outcome)
    actor = models.CharField(max_length=40)
    organisations = models.TextField(default="[]")
    objects_changed = models.TextField(default="{}")
    salt = models.CharField(max_length=32)
    cause = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="effects")
    message = models.TextField(blank=True)
    seal = models.ForeignKey(Seal, models.PROTECT, null=True, blank=True, related_name="sealed_entries")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["verb", "at"], name="entry_verb_at")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        """Verb and time."""
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"


class PersonKey(models.Model):
    """The key under which one person's values stand in the audit; destroying it makes them unreadable."""

    person = models.BigIntegerField(unique=True)
    sealed_key = models.TextField()

    def __str__(self) -> str:
        """Whose key."""
        return f"key of person {self.person}"


sealed_field(PersonKey, "sealed_key", lambda one: str(one.person), purpose="person")


class PersonalValues(models.Model):
    """Before and after values of a person's fields, sealed under that person's key."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="personal_values")
    person = models.BigIntegerField(db_index=True)
    sealed = models.TextField()

    class Meta:
        verbose_name_plural = "personal values"

    def __str__(self) -> str:
        """Entry and person."""
        return f"values of person {self.person} in entry {self.entry_id}"
