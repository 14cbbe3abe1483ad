"""A document's text out of a file: plain text, web pages, Word files and PDFs that hold text."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

LARGEST = 50 * 2**20  # bytes
UNPACKED = 200 * 2**20  # bytes of a Word file's text when unpacked
# Elements that begin a new line, and those that hold nothing of a document.
_LINES = "address article blockquote body br dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li main ol p pre section table tr"
_CLUTTER = "script style noscript template nav form button select option iframe svg head header footer aside"
_BLOCKS, _UNREAD = frozenset(_LINES.split()), frozenset(_CLUTTER.split())
_SENTENCES = re.compile(r"[。；]")
_MAIN = 0.8  # of a page's sentences stand in what is the document itself
_LONGEST_MARGIN = 40  # characters; what is longer, or has a full stop, is text that stands on many pages
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class ReadError(Exception):
    """The file can't be read. The message says what it is and what to do, in the reader's language."""


@dataclass(frozen=True)
class Source:
    """A file as it was read. ``kind``: ``text``, ``html``, ``docx`` or ``pdf``; places are those in ``text``."""

    name: str
    kind: str
    sha256: str
    text: str


def read_source(path: Path) -> Source:
    """Read a file by what is in it, whatever it is called. Raises ReadError."""
    try:
        if path.stat().st_size > LARGEST:
            raise ReadError(_("“%(name)s”超过50MB。请只保留方案正文后再读。") % {"name": path.name})
        data = path.read_bytes()
    except OSError as error:
        said = _("打不开“%(name)s”：%(why)s。请核对文件位置和权限。")
        raise ReadError(said % {"name": path.name, "why": error.strerror}) from None
    return read_data(data, path.name)


def read_data(data: bytes, name: str) -> Source:
    """Read what a file holds. Raises ReadError."""
    kind, read = _kind_of(data, name)
    text = read(data, name)
    if not text.strip():
        said = _("“%(name)s”里没有读到文字。扫描件请先做文字识别，再读识别后的文件。")
        raise ReadError(said % {"name": name})
    return Source(name, kind, hashlib.sha256(data).hexdigest(), text)


def _kind_of(data: bytes, name: str) -> tuple[str, Callable[[bytes, str], str]]:
    if data.startswith(b"%PDF-"):
        return "pdf", _pdf
    if data.startswith(b"PK\x03\x04"):
        return "docx", _docx
    if data.startswith(_OLD_WORD):
        said = _("“%(name)s”是旧版Word文件（.doc）。请用Word或WPS另存为.docx后再读。")
        raise ReadError(said % {"name": name})
    head = data[:4096].lower()
    if b"<html" in head or b"<!doctype html" in head or b"<body" in head:
        return "html", _html
    return "text", _plain


def _plain(data: bytes, name: str) -> str:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        said = _("“%(name)s”不是文本、网页、Word或PDF文件。请换成其中一种。")
        raise ReadError(said % {"name": name})
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError(_("“%(name)s”的文字编码认不出来。请另存为UTF-8后再读。") % {"name": name})


# Web pages


def _html(data: bytes, name: str) -> str:
    from lxml import etree, html  # noqa: PLC0415 - only web pages need it

    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    encoding = (declared[1].decode("ascii").lower() if declared else "") or "utf-8"
    encoding = "gb18030" if encoding in ("gb2312", "gbk") else encoding
    try:
        written = data.decode(encoding, errors="replace").encode()
        page = html.fromstring(written, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError, LookupError):
        raise ReadError(_("“%(name)s”不是完整的网页。请在浏览器中另存后再读。") % {"name": name}) from None
    for one in list(page.iter()):
        if not isinstance(one.tag, str) or one.tag in _UNREAD:
            _drop(one)
    return _text_of(_main(page))


def _drop(element: Any) -> None:
    """Take an element away and leave what stands behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _main(page: Any) -> Any:
    """The innermost element that still holds most of the page's sentences: menus and footers stand outside it."""
    whole = len(_SENTENCES.findall(page.text_content()))
    here = page
    while whole:
        fuller = [one for one in here if len(_SENTENCES.findall(one.text_content())) >= _MAIN * whole]
        if not fuller:
            break
        here = fuller[0]
    return here


def _text_of(element: Any) -> str:
    pieces: list[str] = []
    _collect(element, pieces)
    lines = (re.sub(r"[ \t\r\f\v\xa0]+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(element: Any, pieces: list[str]) -> None:
    block = element.tag in _BLOCKS
    if block:
        pieces.append("\n")
    pieces.append((element.text or "").replace("\n", " "))
    for child in element:
        _collect(child, pieces)
        pieces.append((child.tail or "").replace("\n", " "))
    if block:
        pieces.append("\n")


# Word files


def _docx(data: bytes, name: str) -> str:
    from io import BytesIO  # noqa: PLC0415 - beside its only use

    import docx  # noqa: PLC0415 - only Word files need it
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415 - the same

    from .numbering import Numbering  # noqa: PLC0415 - the same

    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise ReadError(_("“%(name)s”解开后太大，不像是方案文件。") % {"name": name})
        document = docx.Document(BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, PackageNotFoundError):
        said = _("“%(name)s”不是完整的Word文件（.docx）。请用Word或WPS打开后另存再读。")
        raise ReadError(said % {"name": name}) from None
    numbering = Numbering(document)
    return "\n".join(line for line in _paragraphs(document, numbering) if line.strip())


def _paragraphs(document: Any, numbering: Any) -> Iterator[str]:
    """Paragraphs with the numbers Word draws before them, and the cells of tables row by row."""
    from docx.table import Table  # noqa: PLC0415 - only Word files need it

    for one in document.iter_inner_content():
        if isinstance(one, Table):
            for row in one.rows:
                yield "  ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        else:
            yield numbering.of(one) + one.text


# PDFs


def _pdf(data: bytes, name: str) -> str:
    import pypdfium2 as pdfium  # noqa: PLC0415 - only PDFs need it

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(_("“%(name)s”设有打开密码。请另存一份没有密码的文件。") % {"name": name}) from None
        raise ReadError(_("“%(name)s”不是完整的PDF文件。请重新下载后再读。") % {"name": name}) from None
    try:
        pages = [page.get_textpage().get_text_range().replace("\r\n", "\n").split("\n") for page in document]
    finally:
        document.close()
    return "\n".join(line for page in _without_margins(pages) for line in page)


def _without_margins(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Pages without the head and foot that they have in common."""
    stripped = [[line.strip() for line in page if line.strip()] for page in pages]
    margins = Counter(line for page in stripped for line in {*page[:2], *page[-2:]})
    often = max(2, len(pages) // 2)
    common = {
        line for line, times in margins.items() if times > often and len(line) <= _LONGEST_MARGIN and "。" not in line
    }
    for page in stripped:
        yield [line for at, line in enumerate(page) if not (line in common and (at < 2 or at >= len(page) - 2))]
