"""The answers of a year as they were given, and what is otherwise now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from keqiao.blocks.returns.models import Given
from keqiao.kernel.organisations.models import Organisation

from .answers import Answers
from .form import Form, How


@dataclass(frozen=True)
class Frozen:
    """What was given for a year: the record and its answers by line. Names of persons are not among them."""

    record: Given
    answers: Mapping[str, str]

    def changed(self, line: str, text: str) -> bool:
        """Whether a line that was given reads otherwise now."""
        return line in self.answers and self.answers[line] != text


def frozen_text(found: Answers) -> str:
    """The answers as they are kept; lines that name persons are left out."""
    kept = {line.id: found.by_line[line.id].text for line in found.form.lines() if line.how is not How.HOLDERS}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def latest_given(form: Form, organisation: Organisation, *years: int) -> dict[int, Frozen]:
    """By year what was given last."""
    rows = Given.objects.filter(organisation=organisation, form=form.id, year__in=years).order_by("pk")
    return {row.year: Frozen(row, json.loads(row.answers)) for row in rows.select_related("given_by")}
