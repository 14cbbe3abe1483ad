"""A draw: who could be drawn, what was demanded, what was published before, and whom the lot fell on."""

from __future__ import annotations

import json
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel import seals
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.nouns.sealed import sealed_field
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person


class Purpose(models.TextChoices):
    """What may be drawn by lot; delegates and members of bodies never: there people decide."""

    PANEL = "panel", _("评议（座谈）小组")
    REVIEWERS = "reviewers", _("评审专家")
    TELLERS = "tellers", _("监票和计票人员")
    SAMPLE = "sample", _("调查样本")


class DrawStatus(models.TextChoices):
    """How far a draw is."""

    PREPARED = "prepared", _("准备中")
    COMMITTED = "committed", _("已公布摘要")
    DRAWN = "drawn", _("已抽取")


class Draw(Noun):
    """A draw. ``inputs``, ``lottery_digest`` and ``commitment`` are published before, the seed after.

    ``lottery`` is the list of tickets as JSON, each line its tickets and the numbers of its nominees.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="draws")
    purpose = models.CharField("用途", max_length=12, choices=Purpose)
    title = models.CharField("名称", max_length=120)
    seats = models.PositiveIntegerField("抽取人数")
    per_unit = models.PositiveIntegerField("同一单位至多人数", null=True, blank=True)
    status = models.CharField("状态", max_length=10, choices=DrawStatus, default=DrawStatus.PREPARED)
    prepared = models.DateField("准备日期")
    committed = models.DateTimeField("公布摘要时间", null=True, blank=True)
    drawn = models.DateTimeField("抽取时间", null=True, blank=True)
    seed_sealed = models.TextField(blank=True, default="", editable=False)
    seed = models.CharField("种子", max_length=64, blank=True, default="")
    witness = models.CharField("现场号码", max_length=60, blank=True, default="")
    inputs = models.CharField("名单和要求的摘要", max_length=64, blank=True, default="")
    lottery_digest = models.CharField("号码表的摘要", max_length=64, blank=True, default="")
    commitment = models.CharField("公布的摘要", max_length=64, blank=True, default="")
    lottery = models.TextField(blank=True, default="", editable=False)
    proven = models.BooleanField("已证明最公平", default=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "抽取"

    def __str__(self) -> str:
        """The title."""
        return self.title

    def hide_seed(self, seed: str) -> None:
        """Keep the seed sealed until it is drawn with."""
        self.seed_sealed = seals.seal(seed, key=settings.KEYRING.key("seal"), bound_to=str(self.public_id))

    def hidden_seed(self) -> str:
        """The seed in clear; only the verb that draws asks for it."""
        return seals.unseal(self.seed_sealed, key=settings.KEYRING.key("seal"), bound_to=str(self.public_id))


sealed_field(Draw, "seed_sealed", lambda one: str(one.public_id))


class NomineeStatus(models.TextChoices):
    """Where a nominee stands."""

    IN = "in", _("人选")
    DRAWN = "drawn", _("抽中")
    WITHDRAWN = "withdrawn", _("已退出")


class Nominee(Noun):
    """Somebody who can be drawn, with what the quotas ask about as it was when the draw was prepared.

    ``number`` counts from nought and is the row in all files. Of who withdrew after the draw: when, why, and the
    number that everybody saw by which the successor was drawn, who points back with ``replaces``. ``fixed`` says why
    somebody is chosen whatever the lot says; empty for all others.
    """

    personal: ClassVar[str] = "person_id"

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="nominees")
    number = models.PositiveIntegerField("编号")
    person = models.ForeignKey(Person, models.PROTECT, related_name="places_in_draws")
    traits = models.TextField("情况", default="{}")
    unit = models.CharField("单位", max_length=160, blank=True)
    status = models.CharField("结果", max_length=10, choices=NomineeStatus, default=NomineeStatus.IN)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    left = models.DateField("退出日期", null=True, blank=True)
    reason = models.CharField("退出原因", max_length=200, blank=True, default="")
    witness = models.CharField("补抽的现场号码", max_length=60, blank=True, default="")
    turn = models.PositiveIntegerField("第几个退出", null=True, blank=True)
    fixed = models.CharField("必选的理由", max_length=200, blank=True, default="")

    class Meta:
        ordering = ["draw", "number"]
        verbose_name = "人选"
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="nominee_number"),
            models.UniqueConstraint(fields=["draw", "person"], name="draw_nominee_once"),
        ]

    def __str__(self) -> str:
        """Person and result."""
        return gettext("%(person)s（%(status)s）") % {
            "person": self.person,
            "status": gettext(self.get_status_display()),
        }

    @property
    def organisation_id(self) -> int:
        """Whose draw it is."""
        return self.draw.organisation_id

    @cached_property
    def values(self) -> dict[str, str]:
        """The code of each trait."""
        found: dict[str, str] = json.loads(self.traits)
        return found


class DrawQuota(Noun):
    """Of those drawn, so many have a trait, or two of them at once; ``also`` is empty where it is one."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="quotas")
    trait = models.CharField("项目", max_length=20)
    value = models.CharField("内容", max_length=30)
    also_trait = models.CharField("并且项目", max_length=20, blank=True, default="")
    also_value = models.CharField("并且内容", max_length=30, blank=True, default="")
    low = models.PositiveIntegerField("至少")
    high = models.PositiveIntegerField("至多")

    class Meta:
        ordering = ["draw", "trait", "pk"]
        verbose_name = "名额要求"
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "trait", "value", "also_trait", "also_value"], name="drawquota_once"
            )
        ]

    def __str__(self) -> str:
        """The demand."""
        parts = " & ".join(f"{trait}：{value}" for trait, value in self.where)
        return f"{parts} {self.low}–{self.high}"

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        """The codes of its traits with their values."""
        also = ((self.also_trait, self.also_value),) if self.also_trait else ()
        return ((self.trait, self.value), *also)

    @property
    def organisation_id(self) -> int:
        """Whose draw it is."""
        return self.draw.organisation_id
