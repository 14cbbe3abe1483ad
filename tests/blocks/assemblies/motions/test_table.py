"""The book: filters, overdue ones, what a unit works on, and the spreadsheet, which names nobody."""

from __future__ import annotations

import io

from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from blocks.assemblies.motions.given import Floor, ago, fresh
from keqiao.blocks.assemblies.motions import assigning
from keqiao.blocks.assemblies.motions.table import assigned, book, filtered, lines, table


def test_each_line_says_who_has_it_and_how_it_stands(floor: Floor) -> None:
    floor.filed(kind="motion", cosigners="莫莉")  # gathers signatures: nobody's but theirs
    filed, back = floor.filed(), floor.assigned(joint="学会部")
    late = floor.assigned(floor.filed())
    ago(late, 200)
    floor.accepted()
    assigning.refuse_assignment(floor.county, floor.lead(back), {"reason": "不属于本单位职责"})
    found = {line.motion.pk: line for line in lines(book(floor.cast.liuzhou))}
    assert len(found) == 4
    assert found[filed.pk].state_word == "待立案审查"
    assert (found[back.pk].state_word, found[back.pk].joint) == ("承办单位已退回", "学会部")
    assert (found[late.pk].late, found[late.pk].lead) == (True, "鹿寨县科学技术协会")
    assert found[late.pk].state_word.startswith("逾期")
    words = [line.state_word for line in found.values()]
    assert "待交办" in words


def test_filters_hold_together(floor: Floor) -> None:
    filed = floor.filed(title="关于学会换届的建议")
    led = floor.assigned()
    every = lines(book(floor.cast.liuzhou))

    def titles(**asked: str) -> list[str]:
        return [line.motion.title for line in filtered(every, asked)]

    assert titles(status="filed") == [filed.title]
    assert titles(lead="鹿寨县科学技术协会") == [led.title]
    assert titles(q="换届") == titles(q=filed.number_word) == [filed.title]
    assert titles(kind="motion") == titles(status="late") == []
    assert len(titles()) == 2


def test_a_unit_sees_what_it_works_on_until_it_sends_it_back(floor: Floor) -> None:
    made = floor.assigned()
    assert list(assigned(floor.cast.luzhai)) == [made]
    assigning.refuse_assignment(floor.county, floor.lead(made), {"reason": "不属于本单位职责"})
    assert not assigned(floor.cast.luzhai)


def test_the_spreadsheet_names_units_and_nobody(floor: Floor) -> None:
    made = floor.answered(floor.signed(1, 2, kind="motion"))
    content = table(floor.cast.liuzhou, lines(book(floor.cast.liuzhou)))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][:5] == ["编号", "机构", "类别", "领域", "题目"]
    assert (rows[2][0], rows[2][5], rows[2][8]) == (made.number_word, 3, "鹿寨县科学技术协会")
    assert rows[2][-1] == "还没有收到评价"
    assert "韦晓" not in str(rows)


def test_the_book_costs_the_same_however_many_there_are(floor: Floor) -> None:
    counts = []
    for _number in range(2):
        floor.assigned(joint="学会部")
        with CaptureQueriesContext(connection) as caught:
            [line.state_word for line in lines(book(floor.cast.liuzhou))]
        counts.append(len(caught))
    assert counts[0] == counts[1]
    assert fresh(book(floor.cast.liuzhou)[0]).pk
