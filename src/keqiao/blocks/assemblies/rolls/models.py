"""The public roll of a body's term."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.access.models import User
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.posts.models import Term
from keqiao.kernel.privacy.models import Purpose


class RollStatus(models.TextChoices):
    """How far a roll is."""

    SUBMITTED = "submitted", _("待批准公开")
    PUBLISHED = "published", _("已公开")
    RETURNED = "returned", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤下")


class Roll(Noun):
    """That a term's people may be read by everybody: nobody is named but who consents to the purpose when it is read.

    It holds no names: who takes consent back, or leaves the body, is gone from the page at once.
    """

    term = models.ForeignKey(Term, models.CASCADE, related_name="rolls")
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="rolls", verbose_name="处理目的")
    status = models.CharField("状态", max_length=10, choices=RollStatus, default=RollStatus.SUBMITTED)
    submitted = models.DateField("提交日期")
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided = models.DateField("批准（退回、撤下）日期", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("退回（撤下）原因", max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term"], condition=models.Q(status__in=["submitted", "published"]), name="roll_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        """Whose it is."""
        return gettext("%(term)s公开名单") % {"term": self.term}

    @property
    def organisation_id(self) -> int:
        """Whose body it is of."""
        return self.term.body.organisation_id
