"""The sample that people start from."""

from __future__ import annotations

import io

import docx

from keqiao.plans.supervision.report_sample import COLUMNS, sample_template
from keqiao.plans.supervision.report_template import rendered
from plans.supervision.given import content


def test_the_ledger_has_a_row_for_each_task() -> None:
    made = docx.Document(io.BytesIO(rendered(sample_template(), content(tasks=3))))
    [ledger] = made.tables
    assert [cell.text for cell in ledger.rows[0].cells] == [str(heading) for heading, _share, _name in COLUMNS]
    assert [row.cells[0].text for row in ledger.rows[1:]] == ["1", "2", "3"]


def test_without_tasks_only_the_heading_stays() -> None:
    made = docx.Document(io.BytesIO(rendered(sample_template(), content(tasks=0))))
    assert len(made.tables[0].rows) == 1


def test_equal_samples_are_equal_bytes() -> None:
    assert sample_template() == sample_template()
