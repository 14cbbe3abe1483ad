"""Entries, looks, seals over batches of both, and personal values set aside under a key per person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_noop as _

from keqiao.kernel.nouns.sealed import sealed_field


class Outcome(models.TextChoices):
    """How a verb ended."""

    DONE = "done", "完成"
    REFUSED = "refused", "拒绝"


class Seal(models.Model):
    """One link of the chain: a keyed digest over a batch of entries and looks and the link before."""

    number = models.PositiveBigIntegerField(unique=True)
    entries = models.PositiveIntegerField()
    looks = models.PositiveIntegerField(default=0)
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
        indexes = [
            models.Index(fields=["verb", "at"], name="entry_verb_at"),
            models.Index(fields=["actor", "at"], name="entry_actor_at"),
            models.Index(fields=["at"], name="entry_at"),
        ]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        """Verb and time."""
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"


class EntryOrganisation(models.Model):
    """An organisation that an entry names, so that it is found there; ``Entry.organisations`` is what is sealed."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="places")
    organisation = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "entry"], name="entry_organisation")]

    def __str__(self) -> str:
        """Entry and organisation."""
        return f"entry {self.entry_id} at organisation {self.organisation}"


class Seen(models.TextChoices):
    """What somebody saw of a person."""

    RECORD = "record", _("基本信息和任职")
    CONTACT = "contact", _("联系方式")
    PRIVATE = "private", _("出生、民族等个人情况")
    IDENTITY = "identity", _("证件号码")
    EXPORT = "export", _("随名单导出的内容")


class Look(models.Model):
    """Somebody saw a person's data, without changing anything. Only ever added, sealed with the entries.

    ``person`` and ``organisation`` are ids without a foreign key: a look outlives what it speaks of.
    ``role`` and ``organisation`` say by which grant the actor saw it, as it was at that moment.
    ``address`` is coarse (203.0.113.*). ``why``: the page's purpose, or the reason that was typed.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    person = models.BigIntegerField()
    what = models.CharField(max_length=10, choices=Seen)
    why = models.CharField(max_length=200)
    role = models.CharField(max_length=20, blank=True)
    organisation = models.BigIntegerField(null=True, blank=True)
    address = models.CharField(max_length=50, blank=True)
    seal = models.ForeignKey(Seal, models.PROTECT, null=True, blank=True, related_name="sealed_looks")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["person", "at"], name="look_person_at"),
            models.Index(fields=["actor", "at"], name="look_actor_at"),
        ]

    def __str__(self) -> str:
        """What, of whom, when."""
        return f"{self.what} of person {self.person} {self.at:%Y-%m-%d %H:%M}"


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
