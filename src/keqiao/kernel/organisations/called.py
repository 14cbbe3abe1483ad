"""Organisations found by what people call them."""

from __future__ import annotations

from django.db.models import Q

from keqiao.kernel.search.names import named

from .models import Organisation, OrganisationName


def called(words: str) -> Q:
    """A filter for those whose names, of today or former, hold the words, or whose code begins with them."""
    by_name = named(Organisation, words)
    if not by_name:
        return by_name
    former = OrganisationName.objects.filter(named(OrganisationName, words), ends__isnull=False)
    by_name |= Q(pk__in=former.values("organisation"))
    return by_name | Q(code__istartswith=words) if words.isascii() else by_name
