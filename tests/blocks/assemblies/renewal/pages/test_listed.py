"""The list of changes of term: what it shows to whom, its filters, and the spreadsheet."""

from __future__ import annotations

import datetime as dt
import io

from python_calamine import CalamineWorkbook

from blocks.assemblies.renewal.conftest import Scene
from keqiao.blocks.assemblies.renewal.pages.listed import spreadsheet
from keqiao.kernel.audit.models import Entry
from plans.supervision.browsing import by, seen

LIST = "/desk/assemblies/450200/renewal/"


def test_the_list_offers_to_begin_and_leads_to_what_has_begun(scene: Scene) -> None:
    clerk = by(scene.cast.clerk)
    page = seen(clerk, LIST)
    assert "柳州市机械工程学会" in page
    assert f"/desk/acts/renewal.open/{scene.council.public_id}/" in page
    made = scene.opened()
    page = seen(clerk, LIST)
    assert f"/desk/assemblies/lz-jixie/renewal/{made.public_id}/" in page
    assert "制定换届方案，应于" in page


def test_filters_narrow_the_list_and_nonsense_shows_all(scene: Scene) -> None:
    clerk = by(scene.cast.clerk)
    assert "柳州市机械工程学会" not in seen(clerk, f"{LIST}?state=overdue")
    assert "柳州市机械工程学会" in seen(clerk, f"{LIST}?state=near&kind=society")
    assert "柳州市机械工程学会" in seen(clerk, f"{LIST}?state=nonsense")


def test_others_dont_see_it_and_readers_begin_nothing(scene: Scene) -> None:
    seen(by(scene.cast.outsider), LIST, 403)
    seen(by(scene.cast.county_clerk), LIST, 403)
    page = seen(by(scene.cast.reader), LIST)
    assert "renewal.open" not in page
    assert "sheet/" not in page


def test_the_spreadsheet_has_the_rows_of_the_list_and_the_audit_knows(scene: Scene) -> None:
    answer = by(scene.cast.clerk).get(f"{LIST}sheet/?kind=society")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][1] == "单位"
    assert [row[1] for row in rows[1:]] == ["柳州市机械工程学会"]
    assert Entry.objects.filter(verb="renewal.take_list").exists()
    assert by(scene.cast.reader).get(f"{LIST}sheet/").status_code == 403


def test_an_empty_list_is_a_spreadsheet_too() -> None:
    assert spreadsheet([]).startswith(b"PK")


def test_hub_and_desk_say_what_is_due(scene: Scene) -> None:
    clerk = by(scene.cast.clerk)
    assert "即将届满" in seen(clerk, "/desk/assemblies/450200/")
    assert "柳州市机械工程学会" in seen(clerk, "/desk/")
    made = scene.opened()
    until = (scene.term.ends or scene.today) + dt.timedelta(days=30)
    clerk.post(f"/desk/acts/renewal.ask_postponement/{made.public_id}/", {"until": until, "reason": "等待核准"})
    assert "等待您批准的延期申请" in seen(by(scene.cast.leader), "/desk/")
    assert "等待您批准的延期申请" not in seen(clerk, "/desk/")
