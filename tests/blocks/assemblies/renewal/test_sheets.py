"""The forms: labels and values, room to write, candidates in the order of strokes."""

from __future__ import annotations

import io

import docx

from blocks.assemblies.renewal.conftest import Scene
from keqiao.blocks.assemblies.renewal.models import PaperKind, Renewal
from keqiao.blocks.assemblies.renewal.pack import pack_of
from keqiao.blocks.assemblies.renewal.papers import name_officer
from keqiao.blocks.assemblies.renewal.sheets import add_ballot, add_legal, add_officers
from keqiao.blocks.assemblies.renewal.word import BUILDERS, paper


def rows(kind: PaperKind, made: Renewal) -> list[list[str]]:
    """The cells of a form's first table, each once."""
    table = docx.Document(io.BytesIO(paper(kind, pack_of(made)))).tables[0]
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]


def test_candidates_of_an_office_stand_in_the_order_of_strokes(scene: Scene) -> None:
    made = scene.opened()
    for name, role in (("覃亮", "vice_chair"), ("丁宁", "vice_chair"), ("韦德才", "chair")):
        name_officer(scene.clerk, made, {"person": scene.somebody(name=name).pk, "role": role})
    ballot = rows(PaperKind.BALLOT, made)
    assert [line[1].replace("\u3000", "") for line in ballot[1:]] == ["韦德才", "丁宁", "覃亮"]
    assert ballot[0][-1] == "另选他人"


def test_opinions_run_across_the_form_and_leave_room_for_a_seal(scene: Scene) -> None:
    made = scene.opened()
    form = rows(PaperKind.OFFICERS, made)
    assert [len(line) for line in form] == [4] * 9 + [2] * 6
    assert form[-1][0] == "登记机关意见"
    assert form[-1][1].endswith("（盖章）　　　　年　　月　　日")


def test_each_officer_has_a_form_of_their_own(scene: Scene) -> None:
    made = scene.opened()
    for role in ("chair", "secretary_general"):
        name_officer(scene.clerk, made, {"person": scene.somebody().pk, "role": role})
    document = docx.Document(io.BytesIO(paper(PaperKind.OFFICERS, pack_of(made))))
    assert len(document.tables) == 2
    titles = [one for one in document.paragraphs if one.text == "社会组织负责人备案表"]
    assert [bool(one.paragraph_format.page_break_before) for one in titles] == [False, True]


def test_the_forms_are_among_the_papers() -> None:
    assert BUILDERS[PaperKind.OFFICERS] is add_officers
    assert BUILDERS[PaperKind.BALLOT] is add_ballot
    assert BUILDERS[PaperKind.LEGAL] is add_legal
