"""Organisations found by what people call them."""

from __future__ import annotations

from django.db.models import Q

from keqiao.kernel.search.names import named

from .models import Organisation


def called(words: str) -> Q:
    """A filter for those whose names hold the words, or whose code begins with them in either case."""
    by_name = named(Organisation, words)
    return by_name | Q(code__istartswith=words) if words and words.isascii() else by_name
