"""Typesetting refuses where Chinese could not be read, instead of printing boxes."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from keqiao.exchange.documents import typeset as module
from keqiao.exchange.documents.typeset import CHINESE, NoTypesetting, chinese_font, typeset

SOURCE = """#let told = json(bytes(sys.inputs.data))
#set page(width: 60mm, height: 30mm, margin: 5mm)
#set text(font: (sys.inputs.font, "Libertinus Serif"))
#told.name
"""


@pytest.fixture(autouse=True)
def fresh() -> None:
    """No font is remembered from another test."""
    chinese_font.cache_clear()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small document."""
    path = tmp_path / "name.typ"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_a_chinese_name_is_set_in_a_font_that_was_loaded(source: Path) -> None:
    pytest.importorskip("typst")
    assert chinese_font() in CHINESE
    assert typeset(source, {"name": "韦晓"}).startswith(b"%PDF-")


def test_two_names_give_two_pictures_so_the_glyphs_are_there(source: Path) -> None:
    """Boxes for missing glyphs would look the same for both."""
    pytest.importorskip("typst")
    first, second = (typeset(source, {"name": name}, "png") for name in ("韦", "晓"))
    assert first[1:4] == b"PNG"
    assert first != second


def test_what_comes_in_is_text_and_never_markup(source: Path) -> None:
    pytest.importorskip("typst")
    assert typeset(source, {"name": '#panic("no") *x* $y$ \\\\'}).startswith(b"%PDF-")


def test_without_the_component_it_says_what_to_install(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(NoTypesetting, match=r"请管理员安装 requirements/pdf\.txt"):
        typeset(source, {"name": "韦晓"})


class Fake:
    """Typst on a machine with these fonts, which warns of this."""

    def __init__(self, families: list[str], warning: str = "") -> None:
        self.families, self.warning = families, warning

    def Fonts(self) -> Any:
        """All fonts."""
        fonts = self.families
        return type("Fonts", (), {"families": lambda self: fonts})()

    def compile_with_warnings(self, *given: Any, **more: Any) -> Any:
        """A document, and what went wrong."""
        return b"%PDF-", [type("Warning", (), {"message": self.warning})()]


def test_a_machine_without_chinese_fonts_is_refused(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_typst", lambda: Fake(["DejaVu Sans"]))
    with pytest.raises(NoTypesetting, match="没有中文字体，请管理员安装"):
        typeset(source, {})


def test_a_font_that_did_not_load_is_refused(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_typst", lambda: Fake(["SimSun"], "unknown font family: simsun"))
    with pytest.raises(NoTypesetting, match="字体“SimSun”没有装载成功"):
        typeset(source, {})
