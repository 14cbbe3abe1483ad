"""Files of a making: each person named in one can read who took it out."""

from __future__ import annotations

import pytest

from blocks.assemblies.composing.given import Congress
from keqiao.blocks.assemblies.composing import review
from keqiao.blocks.assemblies.composing.offered import making_url
from keqiao.kernel.audit.models import Look
from plans.supervision.browsing import by


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("congress/roll/", "sheet"),
        ("congress/seating/?width=10", "sheet"),
        ("congress/groups/", "word"),
        ("list.docx", "word"),
    ],
)
def test_files_with_names_are_noted_for_those_in_them(congress: Congress, name: str, kind: str) -> None:
    made = congress.approved()
    answer = by(congress.cast.clerk).get(f"{making_url(made)}{name}")
    assert answer.status_code == 200
    assert ("spreadsheetml" if kind == "sheet" else "wordprocessingml") in answer["Content-Type"]
    assert Look.objects.count() == 4
    assert by(congress.cast.reader).get(f"{making_url(made)}{name}").status_code == 403


def test_a_file_of_nobody_says_so(congress: Congress) -> None:
    answer = by(congress.cast.clerk).get(f"{making_url(congress.making)}list.docx", follow=True)
    assert "没有人" in answer.content.decode()


def test_the_credentials_report_is_for_those_of_the_organisation(congress: Congress) -> None:
    one = review.examine(congress.clerk, congress.merged(), {"by": "代表资格审查委员会"})
    url = f"{making_url(congress.making)}credentials/{one.public_id}.docx"
    assert by(congress.cast.reader).get(url).status_code == 200
    assert by(congress.cast.county_clerk).get(url).status_code == 403
