"""A text as its readers take it in: whole paragraphs in plain characters, each character knowing where it came from.

Files break lines in the middle of sentences, put blanks between digits and words, and write figures full-width. The
grammar works on the view; whatever it finds is told by its place in the text as it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# What begins a clause, whatever its style: 第一章, 一、, （一）, 1., （1）, ①, ——
MARK = re.compile(
    r"第[一二三四五六七八九十百零\d]{1,4}(?:部分|[编章节条])|[一二三四五六七八九十]{1,3}[、．.]|（[一二三四五六七八九十]{1,3}）"
    r"|\d{1,2}[.．、](?!\d)|（\d{1,2}）|[①-⑳]|[—―–-]{1,2}(?=[\u3400-\u9fff])"
)
_PAGE = re.compile(
    r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
)
_ENDS = "。！？；：…”』】》）.!?;:"
_OPENING, _CLOSING = "《〈“「『【", "》〉”」』】"
# Full-width letters, digits and signs of figures, and the many dashes and blanks, as their plain forms.
_PLAIN = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)
}
_PLAIN |= {ord(one): ord("—") for one in "–―－﹣~～〜∼"} | {ord("("): ord("（"), ord(")"): ord("）")}
_PLAIN |= {ord(one): ord(" ") for one in "\u00a0\u3000\t\ufeff\u200b"}
_PLAIN |= {ord(","): ord("，"), ord(";"): ord("；"), ord(":"): ord("："), ord("．"): ord(".")}
_AROUND = " \t\u3000\u00a0\ufeff#*_|"  # blanks, and what Markdown puts around headings and bold text
_LONG_HEADING = 40  # characters; a longer line with a mark and no full stop is text that was broken


@dataclass(frozen=True)
class Line:
    """A line of the text and where it stands, without the blanks around it."""

    start: int
    end: int
    text: str

    @property
    def marked(self) -> bool:
        """Whether a clause begins here."""
        return MARK.match(self.text.translate(_PLAIN)) is not None


@dataclass(frozen=True)
class Paragraph:
    """A whole paragraph. ``text``: in plain characters; ``origin``: for each of them its place in the text as read."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the paragraph stands in the text as read, half-open."""
        return self.origin[start], self.origin[end - 1] + 1

    @cached_property
    def mark(self) -> str:
        """What begins it as a clause; empty for text that goes on."""
        found = MARK.match(self.text)
        return found[0] if found is not None else ""


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text, broken lines and pages put together again."""
    found: list[list[Line]] = []
    for line in _lines(text):
        if found and _goes_on(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [_whole(lines) for lines in found]


def _lines(text: str) -> Iterator[Line]:
    """Lines with something in them; numbers of pages are none."""
    for found in re.finditer(r"[^\n\r\f\v\u2028]+", text):
        stripped = found[0].strip(_AROUND)
        if stripped and not _PAGE.fullmatch(stripped):
            start = found.start() + found[0].index(stripped)
            yield Line(start, start + len(stripped), stripped)


def _goes_on(lines: list[Line], line: Line) -> bool:
    """Whether a line continues the paragraph so far: that one was broken off, and nothing new begins here."""
    last = lines[-1].text
    if line.marked:
        return False
    if _open_quotes("".join(one.text for one in lines[-3:])):
        return True
    if last[-1] in _ENDS or len(last) < 2:
        return False
    short = len(last) <= _LONG_HEADING and not re.search("[，。]", last.translate(_PLAIN))
    heading = len(lines) == 1 and lines[0].marked and short
    title = not any("。" in one.text or "，" in one.text.translate(_PLAIN) for one in lines) and not lines[0].marked
    return not heading and not title


def _open_quotes(text: str) -> bool:
    """Whether a quotation or a title was opened and not closed."""
    return any(text.count(one) > text.count(other) for one, other in zip(_OPENING, _CLOSING, strict=True))


def _whole(lines: list[Line]) -> Paragraph:
    chars: list[str] = []
    origin: list[int] = []
    for line in lines:
        for at, char in enumerate(line.text.translate(_PLAIN)):
            chars.append(char)
            origin.append(line.start + at)
    kept = [at for at, char in enumerate(chars) if (char != " " or _between_words(chars, at)) and char != "*"]
    return Paragraph("".join(chars[at] for at in kept), tuple(origin[at] for at in kept))


def _between_words(chars: list[str], at: int) -> bool:
    """A blank is part of the text between two Latin words only."""
    before = next((char for char in reversed(chars[:at]) if char != " "), "")
    after = next((char for char in chars[at + 1 :] if char != " "), "")
    latin = before.isascii() and after.isascii() and before.isalpha() and after.isalpha()
    return latin and (at == 0 or chars[at - 1] != " ")
