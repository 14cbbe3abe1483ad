"""The book at the desk: filters, the way to one motion, the spreadsheet, and what a unit works on."""

from __future__ import annotations

import pytest

from blocks.assemblies.motions.given import Floor
from keqiao.kernel.audit.models import Entry
from plans.supervision.browsing import by, seen

BOOK = "/desk/assemblies/450200/motions/"


def test_the_book_lists_what_was_handed_in_and_nobody_s_name(floor: Floor) -> None:
    clerk = by(floor.cast.clerk)
    assert "还没有收到提案建议" in seen(clerk, BOOK)
    made = floor.assigned()
    floor.filed(title="关于学会换届的建议")
    page = seen(clerk, BOOK)
    assert made.title in page
    assert "鹿寨县科学技术协会" in page
    assert "韦晓" not in page
    filtered = seen(clerk, f"{BOOK}?status=filed")
    assert "关于学会换届的建议" in filtered
    assert made.title not in filtered
    assert "没有符合条件的提案建议" in seen(clerk, f"{BOOK}?q=无此题目")
    assert "登记收到的纸质件" in page
    assert "设定提案规则" in page


@pytest.mark.parametrize("who", ["county_clerk", "outsider"])
def test_others_do_not_look_into_the_book(floor: Floor, who: str) -> None:
    assert seen(by(getattr(floor.cast, who)), BOOK, 403)


def test_the_table_leaves_and_the_audit_knows(floor: Floor) -> None:
    floor.filed()
    answer = by(floor.cast.clerk).get(f"{BOOK}sheet/")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert Entry.objects.get(verb="motions.take_table").message == "motions: 1 rows"
    assert seen(by(floor.cast.reader), f"{BOOK}sheet/", 403)


def test_a_unit_s_clerk_sees_what_the_unit_works_on(floor: Floor) -> None:
    county = by(floor.cast.county_clerk)
    address = "/desk/assemblies/450223/motions/assigned/"
    assert "没有由本单位承办的提案建议" in seen(county, address)
    made = floor.assigned()
    assert made.title in seen(county, address)
    assert seen(by(floor.cast.outsider), address, 403)
