"""The file from which anybody counts again: rules, ballots in random order, receipts, result. And counting it again.

What the file holds and how to recount it in a few lines of one's own is said in ``docs/reference/recount.md``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from keqiao.kernel.verbs.contract import VerbError

from .box import receipt_digest
from .called import Called
from .counting import MARKS, Box, Result, Votes, add_up, decide
from .models import Ballot, Election, Receipt, WrittenIn
from .roll import on_ballot
from .rules import Rules, read_rules
from .tallying import kept_result

FORMAT = "keqiao-recount-1"


def has_file(election: Election) -> bool:
    """Whether there are ballots that anybody may count: those of the house's own box, once they are counted."""
    return election.boxed and bool(election.result)


def recount_file(election: Election, called: Called | None = None) -> bytes:
    """The file as it is given out; the same election gives the same bytes. ``called``: see ``content_of``."""
    return (json.dumps(content_of(election, called), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def file_digest(content: bytes) -> str:
    """SHA-256, by which two copies of the file are known to be the same."""
    return hashlib.sha256(content).hexdigest()


def content_of(election: Election, called: Called | None = None) -> dict[str, Any]:
    """Everything that is needed to count again, and nothing that leads to a voter.

    ``called``: what candidates and those written in are called, where not everybody may be named; the result is then
    written with these names, which changes no number.
    """
    result = kept_result(election)
    assert result is not None, "there is a file only once the votes are counted"
    rules = read_rules(election.rules)
    ballots = [json.loads(one.marks) for one in Ballot.objects.filter(election=election).order_by("key")]
    names = (
        [(one.number, one.person.name) for one in on_ballot(election)] if election.persons else [(1, election.title)]
    )
    written = list(WrittenIn.objects.filter(election=election).values_list("name", flat=True))
    if called is not None:
        names = [(number, called.candidates.get(number, name)) for number, name in names]
        written = [called.written[name] for name in written]
    content = {
        "format": FORMAT,
        "election": str(election.public_id),
        "title": election.title,
        "body": election.body.name,
        "date": election.date.isoformat() if election.date else "",
        "seats": election.seats,
        "rules": rules.model_dump(),
        "box": {"due": result.box.due, "present": result.box.present, "issued": result.box.issued},
        "candidates": [{"number": number, "name": name} for number, name in names],
        **_votes(rules, [number for number, _name in names], ballots),
        "written_in": sorted(written),
        "receipts": list(Receipt.objects.filter(election=election).order_by("digest").values_list("digest", flat=True)),
        "result": result.stored(),
    }
    return content if called is None else {**content, "result": recounted(content).stored()}


def _votes(rules: Rules, numbers: list[int], ballots: list[dict[str, str]]) -> dict[str, Any]:
    """The ballots; or, where a combination of marks could betray its voter, each candidate's marks by themselves."""
    if rules.lists == "whole":
        return {"ballots": ballots}
    return {"marks": {str(number): sorted(one[str(number)] for one in ballots) for number in numbers}}


def recounted(content: Mapping[str, Any]) -> Result:
    """What the file's ballots come to. Raises VerbError for what is no such file."""
    if content.get("format") != FORMAT:
        raise VerbError(_("这不是科桥公布的计票文件。请选择从结果页面下载的JSON文件。"))
    numbers = [int(one["number"]) for one in content["candidates"]]
    if "ballots" in content:
        votes, returned = add_up(numbers, content["ballots"]), len(content["ballots"])
    else:
        columns = {number: Counter(content["marks"][str(number)]) for number in numbers}
        votes = {number: Votes(*(one[mark] for mark in MARKS)) for number, one in columns.items()}
        returned = max((one.total() for one in columns.values()), default=0)
    box = Box(**content["box"], returned=returned)
    written = dict(Counter(content["written_in"]))
    return decide(Rules(**content["rules"]), content["seats"], box, votes, written)


def holds(content: Mapping[str, Any]) -> bool:
    """Whether the declared result is what the ballots come to, and as many receipts as ballots were in the box."""
    found = recounted(content)
    return found == Result.of(content["result"]) and len(content["receipts"]) == found.box.returned


def includes(election: Election, code: str) -> bool:
    """Whether the ballot of a receipt was in the box."""
    return Receipt.objects.filter(digest=receipt_digest(election, code)).exists()


def as_table(election: Election, called: Called | None = None) -> bytes:
    """The ballots as a table for spreadsheets, one line each, without what the JSON file says beside them."""
    content = content_of(election, called)
    names = [f"{one['number']} {one['name']}" for one in content["candidates"]]
    numbers = [str(one["number"]) for one in content["candidates"]]
    if "ballots" in content:
        rows = [[ballot.get(number, "abstain") for number in numbers] for ballot in content["ballots"]]
    else:
        rows = [list(row) for row in zip(*(content["marks"][number] for number in numbers), strict=True)]
    written = io.StringIO()
    csv.writer(written).writerows([names, *rows])
    return written.getvalue().encode("utf-8-sig")
