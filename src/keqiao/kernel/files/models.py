"""Attachments."""

from __future__ import annotations

from django.db import models

from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation


class Attachment(Noun):
    """A file with its sniffed type and SHA-256, visible to those who may see the organisation's records."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="attachments")
    name = models.CharField("文件名", max_length=200)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节数")
    digest = models.CharField("SHA-256", max_length=64)
    content = models.FileField(upload_to="%Y/%m/")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """The file's name."""
        return self.name
