"""What is recorded about the handling of personal information."""

from __future__ import annotations

from django.db import models

from keqiao.kernel.nouns.models import Noun


class KeyRotation(Noun):
    """One rotation of keys: who began it, which versions are new, how far it is.

    ``left``: what couldn't be sealed anew.
    """

    actor = models.CharField("发起人", max_length=40)
    versions = models.CharField("新密钥的版本", max_length=80, blank=True)
    algorithm = models.CharField("密封算法", max_length=20)
    began = models.DateTimeField("开始时间", auto_now_add=True)
    finished = models.DateTimeField("完成时间", null=True, blank=True)
    done = models.PositiveBigIntegerField("重新密封的数量", default=0)
    left = models.PositiveBigIntegerField("未能重新密封的数量", default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """Its number."""
        return f"rotation {self.pk}"
