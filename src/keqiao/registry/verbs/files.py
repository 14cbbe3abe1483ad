"""Verbs on attachments: what a file really is decides, not what it is called."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.files.models import Attachment
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "ofd": "application/ofd",
}
_SIGNATURES = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
# The part of a zip archive that tells what the archive is.
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "OFD.xml": "ofd"}
_ALSO = {"jpeg": "jpg"}


class AttachFile(VerbData):
    """A file's name and bytes."""

    name: str
    content: bytes


@verb("files.attach", does=gettext_lazy("上传了附件"), needs="files.manage", on=lambda target, data: [target])
def attach(act: Act, target: Organisation, data: AttachFile) -> Attachment:
    """Keep a file with an organisation's records."""
    return keep_file(target, data)


def keep_file(organisation: Organisation, data: AttachFile) -> Attachment:
    """The same inside another verb, which has asked for its own right: a person's who hands something in."""
    name = PurePath(data.name.replace("\\", "/")).name
    kind = check_file(name, data.content)
    made = Attachment(
        organisation=organisation,
        name=name[-200:],
        media_type=MEDIA_TYPES[kind],
        size=len(data.content),
        digest=hashlib.sha256(data.content).hexdigest(),
    )
    # The stored name says nothing of what people called the file.
    made.content.save(f"{made.public_id}.{kind}", ContentFile(data.content), save=False)
    made.save()
    return made


def check_file(name: str, content: bytes) -> str:
    """What a file is: a key of ``MEDIA_TYPES``. Raises VerbError for anything we don't keep."""
    if not content:
        raise VerbError(_("文件“%(file)s”是空的。请检查文件后重新选择。") % {"file": name})
    limit = int(settings.UPLOAD_LIMIT)
    if len(content) > limit:
        said = _("文件“%(file)s”有%(size)sMB，超过上限%(limit)sMB。请压缩图片或拆分后重新上传。")
        raise VerbError(said % {"file": name, "size": f"{len(content) / 2**20:.1f}", "limit": limit // 2**20})
    kind = sniff(content)
    if kind is None:
        said = _("文件“%(file)s”的内容不是可以接收的类型。请上传PDF、Word（docx）、Excel（xlsx）、PNG、JPG、OFD文件。")
        raise VerbError(said % {"file": name})
    written = PurePath(name).suffix.lstrip(".").lower()
    if _ALSO.get(written, written) != kind:
        said = _("文件“%(file)s”的内容其实是%(kind)s，与扩展名不符。请把文件另存为正确的格式后重新上传。")
        raise VerbError(said % {"file": name, "kind": kind})
    return kind


def sniff(content: bytes) -> str | None:
    """The kind of file by its bytes, a key of ``MEDIA_TYPES``; None for anything else."""
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            return kind
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)
