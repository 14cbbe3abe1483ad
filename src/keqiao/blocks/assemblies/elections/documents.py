"""The ballot paper and the report of the result as Word files on the official layout."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Twips

from keqiao.exchange.documents.layout import STANDARD, Layout
from keqiao.exchange.documents.page import new_document, packed
from keqiao.exchange.documents.prose import add_prose_styles, add_text, add_title
from keqiao.exchange.documents.tables import SMALL, Column, add_columns, add_small_styles, new_table, set_flag
from keqiao.kernel.standards.names import pad_name
from keqiao.look.formats import long_date

from .counting import Result
from .models import Duty, Election, Manner
from .roll import on_ballot
from .rules import most_choices, read_rules
from .tallying import kept_result
from .wording import decided_words, fault_words, majority_words, names_of, outcome_words, quorum_words, tie_words

SIGNS = {"circle_cross": ("○", "×", ""), "tick_circle": ("√", "×", "○")}
ROOMY = 2  # a line's height is divided by it for the air before a paragraph
SHORT = 12  # characters that still stand in the middle of a cell


def ballot_paper(election: Election, layout: Layout = STANDARD) -> bytes:
    """The ballot: names in the order of the ballot, a place for the sign and one for another name."""
    document = _document(election, _("选票"), layout)
    rules = read_rules(election.rules)
    rows: list[tuple[str, ...]]
    if election.persons:
        heads = [(_("序号"), 0.12), (_("候选人"), 0.3), (_("符号"), 0.18)]
        heads.append((_("另选他人（限反对的）") if rules.write_in else _("备注"), 0.4))
        rows = [(str(one.number), pad_name(one.person.name), "", "") for one in on_ballot(election)]
    else:
        heads, rows = [(_("表决事项"), 0.7), (_("符号"), 0.3)], [(election.matter, "")]
    _add_roomy(document, heads, rows, layout)
    for place, said in enumerate(how_to_fill(election)):
        # Small and close together, so that a short ballot stays one sheet.
        line = document.add_paragraph(said, style=SMALL)
        line.paragraph_format.space_before = Twips(layout.line_pitch // ROOMY if place == 0 else 0)
    return packed(document)


def _add_roomy(
    document: Document, heads: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]], layout: Layout
) -> None:
    """A table in the size of the text, with room to write in."""
    table = new_table(document, [layout.area_width * share for _head, share in heads])
    for texts in ([head for head, _share in heads], *rows):
        row = table.add_row()
        row.height, row.height_rule = Twips(layout.line_pitch * 7 // 4), WD_ROW_HEIGHT_RULE.AT_LEAST
        set_flag(row, "w:cantSplit")
        for cell, text in zip(row.cells, texts, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            cell.paragraphs[0].add_run(text)
            if len(text) <= SHORT:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def how_to_fill(election: Election) -> list[str]:
    """How the ballot is filled in, as it is printed below the names."""
    rules = read_rules(election.rules)
    yes, no, abstain = SIGNS[rules.symbols]
    told = {"yes": yes, "no": no, "abstain": abstain}
    signs = (
        _("赞成的画“%(yes)s”，反对的画“%(no)s”，弃权的不画。")
        if not abstain
        else _("赞成的画“%(yes)s”，反对的画“%(no)s”，弃权的画“%(abstain)s”。")
    )
    found = [signs % told]
    if not election.persons:
        return found
    if rules.write_in:
        found.append(_("投反对票的可以在同一行另选他人，弃权的不可以。"))
    most = most_choices(rules, election.seats)
    said = _("应选%(seats)d名，赞成的（包括另选的）不超过%(most)d人的有效，超过的整张无效。")
    if rules.over == "meeting":
        said = _("应选%(seats)d名，赞成的（包括另选的）不得超过%(most)d人。")
    found.append(said % {"seats": election.seats, "most": most})
    found.append(_("无法辨认的部分无效。") if rules.unreadable == "part" else _("有无法辨认的，整张无效。"))
    return found


def result_report(election: Election, layout: Layout = STANDARD) -> bytes:
    """选举结果报告单: ballots, votes, the rule that decided, and places for the tellers' signatures."""
    result = kept_result(election)
    assert result is not None, "there is a report only once the votes are counted"
    word = _("选举结果报告单") if election.persons else _("表决结果报告单")
    document = _document(election, word, layout)
    for said in _summary(election, result):
        add_text(document, said)
    document.paragraphs[-1].paragraph_format.space_after = Twips(layout.line_pitch // ROOMY)
    columns, rows = _table(election, result)
    add_columns(document, columns, rows, layout, width=layout.area_width)
    if said := tie_words(election, result):
        document.add_paragraph()
        add_text(document, said)
    _sign(document, election, layout)
    return packed(document)


def _document(election: Election, word: str, layout: Layout) -> Document:
    title = f"{election.title}{word}"
    document = new_document(layout, title)
    add_prose_styles(document, layout)
    add_small_styles(document, layout)
    notes = [long_date(election.date)] if election.date is not None else []
    add_title(document, [election.body.organisation.name, title], notes, layout)
    return document


def _summary(election: Election, result: Result) -> list[str]:
    box, rules = result.box, read_rules(election.rules)
    told = {
        "due": box.due,
        "present": box.present,
        "issued": box.issued,
        "returned": box.returned,
        "valid": box.valid,
        "void": box.void,
    }
    found = [_("应到%(due)d人，到会%(present)d人。") % told]
    if election.manner == Manner.HANDS:
        found.append(_("举手的共%(returned)d人。") % told)
    else:
        said = _("发出选票%(issued)d张，收回%(returned)d张，其中有效票%(valid)d张，废票%(void)d张。")
        found.append(said % told)
    if result.fault:
        found.append(_("%(why)s投票无效。") % {"why": fault_words(result)})
        return found
    rule = {"quorum": quorum_words(rules), "majority": majority_words(rules)}
    found.append(_("选举办法：%(quorum)s，方可进行；%(majority)s，当选（通过）。") % rule)
    return found


def _table(election: Election, result: Result) -> tuple[Sequence[Column], list[tuple[str, ...]]]:
    heads = [
        (_("候选人") if election.persons else _("表决事项"), 0.24),
        (_("赞成"), 0.1),
        (_("反对"), 0.1),
        (_("弃权"), 0.1),
        (_("结果"), 0.14),
        (_("依据"), 0.32),
    ]
    names = names_of(election)
    rows: list[tuple[str, ...]] = []
    for line in result.lines:
        votes = line.votes
        name = names[line.number] if line.number else _("%(name)s（另选）") % {"name": line.name}
        counts = (str(votes.yes), str(votes.no), str(votes.abstain)) if line.number else (str(votes.yes), "—", "—")
        said = ("", "") if result.fault else (outcome_words(election, line), decided_words(election, result, line))
        rows.append((name, *counts, *said))
    return [Column(head, share, centred=place not in (0, 5)) for place, (head, share) in enumerate(heads)], rows


def _sign(document: Document, election: Election, layout: Layout) -> None:
    """A line for each teller, and for the day; all of them on one page."""
    for duty in Duty:
        for teller in election.tellers.filter(duty=duty).select_related("person"):
            told = {"duty": _(str(duty.label)), "name": pad_name(teller.person.name)}
            line = add_text(document, _("%(duty)s（%(name)s）签字：　　　　　　　　") % told, keep=True)
            line.paragraph_format.space_before = Twips(layout.line_pitch // ROOMY // ROOMY)
    day = add_text(document, _("　　　　年　　月　　日"))
    day.alignment = WD_ALIGN_PARAGRAPH.RIGHT
