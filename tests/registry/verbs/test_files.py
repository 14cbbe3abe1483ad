"""What a file really is decides whether it is kept."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from pytest_django.fixtures import Settings

from keqiao.kernel.files.models import Attachment
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.files import MEDIA_TYPES, attach, sniff
from registry.conftest import VISITS, Registry

PDF = b"%PDF-1.7\n1 0 obj\n"


def archive(*names: str) -> bytes:
    """A zip archive with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "<x/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (archive("[Content_Types].xml", "word/document.xml"), "docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (archive("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (archive("readme.txt"), None),
        (b"PK\x03\x04 cut short", None),
        (b"MZ\x90", None),
        (b"<html>", None),
    ],
)
def test_a_file_is_known_by_its_bytes(content: bytes, kind: str | None) -> None:
    assert sniff(content) == kind
    assert kind is None or kind in MEDIA_TYPES


def test_a_file_is_kept_with_its_digest(registry: Registry) -> None:
    made = attach(registry.clerk, registry.city, {"name": "C:\\批复\\批复.pdf", "content": PDF})
    assert (made.name, made.media_type, made.size) == ("批复.pdf", "application/pdf", len(PDF))
    assert made.digest == hashlib.sha256(PDF).hexdigest()
    assert "批复" not in made.content.name
    with made.content.open() as kept:
        assert kept.read() == PDF


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("批复.pdf", b"", "是空的"),
        ("批复.pdf", b"MZ\x90", "不是可以接收的类型"),
        ("批复.docx", PDF, "其实是pdf"),
        ("批复.pdf", PDF + b"0" * 2048, "超过上限"),
    ],
)
def test_what_is_not_kept_is_said(registry: Registry, settings: Settings, name: str, content: bytes, says: str) -> None:
    settings.UPLOAD_LIMIT = 1024
    with pytest.raises(VerbError, match=says):
        attach(registry.clerk, registry.city, {"name": name, "content": content})
    assert not Attachment.objects.exists()


def test_a_visitor_attaches_nothing(registry: Registry) -> None:
    with pytest.raises(Refused):
        attach(VISITS, registry.city, {"name": "批复.pdf", "content": PDF})
