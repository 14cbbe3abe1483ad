"""Records found by any part of their names, however many there are.

LIKE with a leading % reads the whole table, and full-text search finds no two Chinese characters. So each
name is kept as its pairs of neighbouring characters: 韦晓明 as 韦晓, 晓明 and 明. A pair is one number, which
an index finds and any database compares alike. One character is a range of numbers, more are several pairs.

A noun whose class names its name fields in ``searched`` is kept up by ``Noun.save`` and ``Noun.delete``;
whoever writes behind them (bulk verbs) calls ``add_names`` and ``drop_names`` for the same rows.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from django.db import models
from django.db.models import Q

from .models import NamePair

HALF = 21  # bits of a character; Unicode needs no more
MOST = 12  # pairs of a question that are looked for: more never narrow it down
AT_ONCE = 2000  # rows in one statement
TOGETHER = 100  # records that go in one statement, which names each of their pairs

Names = Iterable[str]
Rows = Iterable[tuple[int, Names]]  # a record's key, and its names


def plain_name(name: str) -> str:
    """What of a name is compared: letters, characters and digits, as if written in one width and case."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    # Characters that a font brings along (private use) stand in names of people: they count as well.
    return "".join(one for one in folded if one.isalnum() or unicodedata.category(one) == "Co")


def pairs(name: str) -> set[int]:
    """The pairs of a name, and its last character alone."""
    plain = plain_name(name)
    ends = {_number(plain[-1], "")} if plain else set()
    return ends | {_number(*pair) for pair in pairwise(plain)}


def named(model: type[models.Model], words: str) -> Q:
    """A filter for those whose names hold each of the words (parted by blanks); without words, for all."""
    found, asked = Q(), _asked(words)
    for low, high in asked[:MOST]:
        held = NamePair.objects.filter(noun=noun_number(model), pair__gte=low, pair__lt=high)
        if high == low + 1:
            held = NamePair.objects.filter(noun=noun_number(model), pair=low)
        found &= Q(pk__in=held.values("record"))
    return found


def add_names(model: type[models.Model], rows: Rows) -> None:
    """Make new records findable."""
    number = noun_number(model)
    made = (NamePair(noun=number, pair=pair, record=pk) for pk, names in rows for pair in _all_pairs(names))
    NamePair.objects.bulk_create(made, batch_size=AT_ONCE, ignore_conflicts=True)


def drop_names(model: type[models.Model], rows: Rows) -> None:
    """Let records that go be found no more; ``rows`` with the names they had."""
    going = iter(rows)
    while chunk := {pk: _all_pairs(names) for pk, names in islice(going, TOGETHER)}:
        theirs = NamePair.objects.filter(noun=noun_number(model), pair__in=set().union(*chunk.values()))
        theirs.filter(record__in=chunk).delete()


def rename(model: type[models.Model], pk: int, before: Names, after: Names) -> None:
    """Follow a change of names; without one, the database isn't asked."""
    old, new = _all_pairs(before), _all_pairs(after)
    if old - new:
        NamePair.objects.filter(noun=noun_number(model), pair__in=old - new, record=pk).delete()
    if new - old:
        add = (NamePair(noun=noun_number(model), pair=pair, record=pk) for pair in new - old)
        NamePair.objects.bulk_create(add, ignore_conflicts=True)


def rebuild(model: type[models.Model], fields: Iterable[str]) -> int:
    """Make the index of a model anew from its records. Returns how many they are."""
    NamePair.objects.filter(noun=noun_number(model)).delete()
    count = 0
    found = model._default_manager.order_by().values_list("pk", *fields).iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(found, AT_ONCE)):
        add_names(model, ((pk, names) for pk, *names in chunk))
        count += len(chunk)
    return count


def noun_number(model: type[models.Model]) -> int:
    """The number that stands for a model: the same on every machine, without a list to keep."""
    return zlib.crc32(model._meta.label_lower.encode()) >> 1


def _asked(words: str) -> list[tuple[int, int]]:
    """For each thing to look for the pairs that answer it, from one number to the one before another."""
    return list(dict.fromkeys(span for word in words.split() for span in _spans(plain_name(word))))


def _spans(word: str) -> Iterator[tuple[int, int]]:
    if len(word) == 1:
        yield _number(word, ""), _number(chr(ord(word) + 1), "")
    for pair in pairwise(word):
        yield _number(*pair), _number(*pair) + 1


def _all_pairs(names: Names) -> set[int]:
    return set().union(*(pairs(name) for name in names))


def _number(first: str, second: str) -> int:
    return ord(first) << HALF | (ord(second) if second else 0)
