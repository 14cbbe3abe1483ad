"""The English catalogues: every text of the code stands in its room's, translated whole and in one way."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from habits.source import PACKAGE, code, files, shown, text, told, tree

Text = tuple[str, str]  # context ("" for none) and the text itself

_PLAIN = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
_PLURAL = frozenset({"ngettext", "ngettext_lazy"})
_IN_CONTEXT = frozenset({"pgettext", "pgettext_lazy"})
_LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(rf"(?<![\w.])(_|n?gettext|pgettext)\(({_LITERAL})(?:, ({_LITERAL}))?")
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|<[^>]*>")
_SHOWN_ERRORS = frozenset({"VerbError", "Refused", "Unreadable", "ValidationError", "PermissionDenied", "NoSuchPlan"})
_NAME = "科桥"  # shown in every language: the Latin name alone sounds like a district of Shaoxing
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def catalogues() -> tuple[Path, ...]:
    """Every English catalogue."""
    return tuple(sorted(PACKAGE.rglob("locale/en/LC_MESSAGES/django.po")))


@cache
def messages(catalogue: Path) -> dict[Text, Message]:
    """What a catalogue holds."""
    with catalogue.open("rb") as file:
        read = read_po(file)
    return {(one.context or "", one.id if isinstance(one.id, str) else one.id[0]): one for one in read if one.id}


def forms(message: Message) -> list[str]:
    """What a message is in English: one text, or one for each number."""
    return [message.string or ""] if isinstance(message.string, str | None) else [one or "" for one in message.string]


def room_of(path: Path) -> Path | None:
    """The catalogue into which a file's texts are collected; None when no folder above has one."""
    folder = next((above for above in path.parents if (above / "locale").is_dir()), None)
    return folder / "locale/en/LC_MESSAGES/django.po" if folder is not None else None


def texts_of(path: Path) -> Iterator[Text]:
    """The texts of a file that are to be translated."""
    return in_template(text(path)) if path.suffix == ".html" else in_code(tree(path))


def in_template(template: str) -> Iterator[Text]:
    """The texts of a template, as Django hands them to the collector."""
    for name, *written in _CALL.findall(templatize(template)):
        first, second = (ast.literal_eval(one) if one else "" for one in written)
        yield (first, second) if name == "pgettext" else ("", first)


def in_code(parsed: ast.Module) -> Iterator[Text]:
    """The texts of a Python file."""
    for call in ast.walk(parsed):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        said = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if call.func.id in _PLAIN | _PLURAL and said:
            yield "", said[0]
        elif call.func.id in _IN_CONTEXT and len(said) == 2:
            yield said[0], said[1]


@cache
def collected() -> dict[Path | None, dict[Text, Path]]:
    """Every text of the code by the catalogue it belongs to, with a file that says it."""
    found: dict[Path | None, dict[Text, Path]] = defaultdict(dict)
    for path in (*code(PACKAGE), *files(PACKAGE, ".html")):
        for one in texts_of(path):
            found[room_of(path)][one] = path
    return found


def test_every_text_stands_in_the_catalogue_of_its_room() -> None:
    missing = [
        f"{shown(path)}: {one[1]}"
        for catalogue, texts in collected().items()
        for one, path in texts.items()
        if catalogue is None or not catalogue.exists() or one not in messages(catalogue)
    ]
    assert not missing, told(missing, "Run make messages (a new room needs a locale folder) and translate these:")


def test_no_catalogue_keeps_what_nobody_says() -> None:
    left = [
        f"{shown(catalogue)}: {one[1]}"
        for catalogue in catalogues()
        for one in messages(catalogue)
        if one not in collected()[catalogue]
    ]
    assert not left, told(left, "Run make messages; nothing says these any more:")


def test_every_text_is_translated_whole() -> None:
    faulty = [
        f"{shown(catalogue)}: {one[1]}: {what}"
        for catalogue in catalogues()
        for one, message in messages(catalogue).items()
        for what in faults(message)
    ]
    assert not faulty, told(faulty, "Put these translations right:")


def faults(message: Message) -> list[str]:
    """What is wrong with a translation."""
    english, wanted = forms(message), 1 if isinstance(message.id, str) else 2
    original = message.id if isinstance(message.id, str) else message.id[0]
    checks = {
        "not translated": len(english) == wanted and all(english),
        "guessed by the collector, not confirmed (fuzzy)": not message.fuzzy,
        "other placeholders than the original": all(placeholders(one) == placeholders(original) for one in english),
        "Chinese in the English": not any(_CHINESE.search(one.replace(_NAME, "")) for one in english),
    }
    return [what for what, right in checks.items() if not right]


def placeholders(said: str) -> list[str]:
    """What is filled in, and the marks of the page."""
    return sorted(set(_PLACEHOLDER.findall(said)))


def test_a_text_is_translated_alike_in_every_room() -> None:
    found: dict[Text, set[tuple[str, ...]]] = defaultdict(set)
    for catalogue in catalogues():
        for one, message in messages(catalogue).items():
            found[one].add(tuple(forms(message)))
    apart = [f"{one[1]}: {sorted(several)}" for one, several in found.items() if len(several) > 1]
    assert not apart, told(apart, "Django lays the catalogues over each other, so one of these would win; choose:")


def test_what_is_refused_on_a_page_can_be_translated() -> None:
    plain = [
        f"{shown(path, line)}"
        for path in code(PACKAGE)
        if PACKAGE / "cli" not in path.parents
        for line in untranslatable(tree(path))
    ]
    assert not plain, told(plain, "Say this in _(…) with named placeholders, or as a standard with its values beside:")


def untranslatable(parsed: ast.Module) -> Iterator[int]:
    """Where an error that a page shows says something in Chinese that no catalogue can hold."""
    for call in ast.walk(parsed):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _SHOWN_ERRORS:
            yield from sorted({one.lineno for argument in call.args for one in _said_plainly(argument)})


def _said_plainly(part: ast.AST) -> Iterator[ast.Constant]:
    if (
        isinstance(part, ast.Call)
        and isinstance(part.func, ast.Name)
        and part.func.id in _PLAIN | _PLURAL | _IN_CONTEXT
    ):
        return
    if isinstance(part, ast.Constant) and isinstance(part.value, str) and _CHINESE.search(part.value):
        yield part
    for child in ast.iter_child_nodes(part):
        yield from _said_plainly(child)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ('raise VerbError(f"没有“{name}”。")', [1]),
        ('raise Refused("name.empty", "姓名为空")', [1]),
        ('raise VerbError(\n_("没有“%(name)s”。") % {"name": name or "无"})', [2]),
        ('raise VerbError(_("没有“%(name)s”。") % {"name": name})', []),
        ('raise VerbError(f"Verb {name} named no organisation.")', []),
    ],
)
def test_a_refusal_that_cannot_be_translated_is_found(written: str, lines: list[int]) -> None:
    assert list(untranslatable(ast.parse(written))) == lines


@pytest.mark.parametrize(
    ("template", "texts"),
    [
        ('{% trans "代表（甲）" %}', [("", "代表（甲）")]),
        ('<p title="{% trans "单位" context "many" %}">', [("many", "单位")]),
        ("{% blocktrans count n=n %}共{{ n }}名{% plural %}共{{ n }}名{% endblocktrans %}", [("", "共%(n)s名")]),
        ('{{ title|default:_("报送") }}{% trans name %}', [("", "报送")]),
        ("{# {% trans '备注' %} #}", []),
    ],
)
def test_texts_of_templates_are_found(template: str, texts: list[Text]) -> None:
    assert list(in_template(template)) == texts


def test_texts_of_code_are_found() -> None:
    written = (
        '_("甲" "乙")\ngettext_lazy("丙")\nngettext("%(n)d名", "%(n)d名", n)\npgettext("many", "丁")\n_(name)\nf("戊")'
    )
    found = list(in_code(ast.parse(written)))
    assert found == [("", "甲乙"), ("", "丙"), ("", "%(n)d名"), ("many", "丁")]


@pytest.mark.parametrize(
    ("message", "what"),
    [
        (Message("代表"), "not translated"),
        (Message(("%(n)d名", "%(n)d名"), ("%(n)d", "")), "not translated"),
        (Message("代表", "Delegate", flags=["fuzzy"]), "guessed by the collector, not confirmed (fuzzy)"),
        (Message("第%(n)s届", "Term %(number)s"), "other placeholders than the original"),
        (Message("<b>%(n)s</b>项", "%(n)s"), "other placeholders than the original"),
        (Message("（选填）", "（optional）"), "Chinese in the English"),
    ],
)
def test_faults_of_a_translation_are_told(message: Message, what: str) -> None:
    assert what in faults(message)


def test_a_whole_translation_has_no_fault() -> None:
    assert faults(Message(("%(n)d名", "%(n)d名"), ("%(n)d person", "%(n)d people"))) == []
