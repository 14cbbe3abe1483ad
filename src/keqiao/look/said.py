"""Sentences of floors that know no Django, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext

from keqiao.kernel.standards.refusal import Said


def in_words(said: Said) -> str:
    """The sentence, and every sentence that stands in it, in the page's language."""
    text = gettext(said.text)
    if not said.values:
        return text
    return text % {name: in_words(one) if isinstance(one, Said) else one for name, one in said.values.items()}
