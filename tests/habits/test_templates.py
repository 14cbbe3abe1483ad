"""Templates carry no style or script of their own, and every Chinese text is translated."""

from __future__ import annotations

import re

import pytest

from habits.source import PACKAGE, files, shown, text, told

_FORBIDDEN = {
    "a style attribute": re.compile(r"""(?<![\w-]):?style\s*=\s*["'{]"""),
    "a style element": re.compile(r"<style\b"),
    "a script with a body": re.compile(r"<script\b(?![^>]*application/(?:ld\+)?json)[^>]*>(?!\s*</script>)"),
    "an event handler": re.compile(r"""\son[a-z]+\s*=\s*["'{]|\bhx-on\b"""),
    "an address that is script": re.compile(r"javascript:", re.IGNORECASE),
}
_TRANSLATED = re.compile(
    r"""{\#.*?\#}
      |{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}
      |{%\s*blocktrans(?:late)?\b.*?%}.*?{%\s*endblocktrans(?:late)?\s*%}
      |{%\s*trans(?:late)?\s(?:"[^"]*"|'[^']*').*?%}
      |\b_\((?:"[^"]*"|'[^']*')\)""",
    re.VERBOSE | re.DOTALL,
)
# Shows invented specimens of every component to those who work on the look; nothing of it is the product's text.
SPECIMENS = {"src/keqiao/look/templates/look/gallery.html"}
# A language is named in itself.
LANGUAGES = {"中文"}
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")


def test_templates_carry_no_style_or_script_of_their_own() -> None:
    broken = [
        f"{shown(path, line)}: {what}"
        for path in files(PACKAGE, ".html", ".svg", ".txt")
        for line, what in own_code(text(path))
    ]
    assert not broken, told(broken, "The content policy forbids inline styles and scripts; put them into frontend/:")


def own_code(template: str) -> list[tuple[int, str]]:
    """Line and kind of every style or script that stands in a template itself."""
    bare = re.sub(r"{#.*?#}", "", template)
    return [
        (bare.count("\n", 0, found.start()) + 1, what)
        for what, pattern in _FORBIDDEN.items()
        for found in pattern.finditer(bare)
    ]


def test_chinese_in_templates_is_translated() -> None:
    bare = [
        f"{shown(path, line)}: {words}"
        for path in files(PACKAGE, ".html")
        if shown(path) not in SPECIMENS
        for line, words in untranslated(text(path))
        if words not in LANGUAGES
    ]
    assert not bare, told(bare, "Put these words into {% trans %}, {% blocktrans %} or _( ):")


def untranslated(template: str) -> list[tuple[int, str]]:
    """Line and words of Chinese that stands outside every translated text."""
    rest = _TRANSLATED.sub(lambda found: "\n" * found.group().count("\n"), template)
    return [(rest.count("\n", 0, found.start()) + 1, found.group()) for found in _HAN.finditer(rest)]


@pytest.mark.parametrize(
    "template",
    [
        '{% trans "代表名单" %}',
        "{% translate '代表名单' as label %}{{ label }}",
        "{% blocktrans count n=people %}共{{ n }}名{% plural %}共{{ n }}名{% endblocktrans %}",
        "<c-button :label=\"_('报送')\" />",
        "{# 中文备注 #}",
        '{% trans "共" %}\n<p>{{ n }}</p>',
    ],
)
def test_translated_words_pass(template: str) -> None:
    assert untranslated(template) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>代表名单</p>", (1, "代表名单")),
        ('<c-button label="报送" />', (1, "报送")),
        ('{% trans "好" %}\n{{ n }}名', (2, "名")),
        ("<p title='柳州'>", (1, "柳州")),
        ("{% blocktrans %}a\nb{% endblocktrans %}\n名", (3, "名")),
    ],
)
def test_bare_words_are_found_with_their_line(template: str, words: tuple[int, str]) -> None:
    assert untranslated(template) == [words]


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ('<p style="color: red">', "a style attribute"),
        ("<style>p {}</style>", "a style element"),
        ("<script>go()</script>", "a script with a body"),
        ('<a onclick="go()">', "an event handler"),
        ('<a hx-on:click="go()">', "an event handler"),
        ('<a href="javascript:go()">', "an address that is script"),
    ],
)
def test_own_code_is_found(template: str, what: str) -> None:
    assert own_code(f"\n{template}") == [(2, what)]


@pytest.mark.parametrize(
    "template",
    [
        '<script src="/static/app.js" defer></script>',
        '<script type="application/json" id="rows">[1]</script>',
        '<p class="one" data-style="two">',
        '<button @click="open = true">',
    ],
)
def test_what_the_policy_allows_passes(template: str) -> None:
    assert own_code(template) == []
