"""The other pages at the desk: absences, rota, studios, committees, secondments, Party life; hub and desk."""

from __future__ import annotations

from blocks.assemblies.service.given import YEAR, Sitting
from blocks.assemblies.service.pages.browsing import DESK, by, seen
from keqiao.blocks.assemblies.service import committees
from keqiao.blocks.assemblies.service.models import Studio
from keqiao.blocks.assemblies.service.pages import absences as absence_pages
from keqiao.blocks.assemblies.service.pages import committees as committee_pages
from keqiao.blocks.assemblies.service.pages import party as party_pages
from keqiao.blocks.assemblies.service.pages import rota as rota_pages
from keqiao.blocks.assemblies.service.pages import secondments as secondment_pages
from keqiao.blocks.assemblies.service.pages import studios as studio_pages

NAMES = ("韦晓", "覃亮", "蓝天")
PAGES = ("absences", "rota", "studios", "committees", "secondments", "party", "duties")


def test_a_clerk_sees_each_page_with_its_acts(full: Sitting) -> None:
    clerk = by(full.cast.clerk)
    said = {name: seen(clerk, f"{DESK}{name}/") for name in PAGES}
    assert "覃亮" in said["absences"]
    assert "absences.find" in said["absences"]
    assert "28天" in said["rota"]
    assert "rota.log" in said["rota"]
    assert "鹿寨县代表工作室" in said["studios"]
    assert "还没有" in said["committees"]  # the advisory committee has no plan
    assert "计划时间偏短" in said["secondments"]
    assert "没有参与" in said["party"]


def test_a_reader_sees_no_names_anywhere(full: Sitting) -> None:
    reader = by(full.cast.reader)
    for name in PAGES:
        page = seen(reader, f"{DESK}{name}/")
        assert not [one for one in NAMES if one in page], name
        assert "/desk/acts/" not in page, name


def test_empty_pages_say_what_belongs_there(sitting: Sitting) -> None:
    clerk = by(sitting.cast.clerk)
    for name in ("studios", "committees", "rota", "party", "secondments", "absences"):
        assert "还没有" in seen(clerk, f"{DESK}{name}/") or name in ("secondments", "absences")


def test_one_studio_shows_a_contact_only_to_those_who_may(full: Sitting) -> None:
    place = f"{DESK}studios/{Studio.objects.get().public_id}/"
    assert "13900000001" in seen(by(full.cast.clerk), place)
    leader = seen(by(full.cast.leader), place)
    assert "13900000001" not in leader
    assert "路灯不亮" in leader


def test_one_committee_and_one_that_advises(full: Sitting) -> None:
    clerk = by(full.cast.clerk)
    found = {
        one.kind: seen(clerk, f"{DESK}committees/{one.public_id}/")
        for one in full.cast.liuzhou.bodies.filter(kind__in=committees.KINDS)
    }
    assert "调研园区" in found["special_committee"]
    assert "产业布局" not in found["special_committee"]
    assert "产业布局" in found["advisory_committee"]
    seen(clerk, f"{DESK}committees/{full.full.public_id}/", 404)


def test_one_case_is_for_those_who_see_names(full: Sitting) -> None:
    place = f"{DESK}absences/{full.full.absence_runs.get().public_id}/"
    page = seen(by(full.cast.leader), place)
    assert "absences.decide" in page
    seen(by(full.cast.reader), place, 403)


def test_a_year_that_is_over_names_who_made_no_report(full: Sitting) -> None:
    page = seen(by(full.cast.clerk), f"{DESK}committees/?year={YEAR - 1}")
    assert f"没有向常委会报告{YEAR - 1}年工作" in page


def test_a_supervision_page_doesnt_show_a_case_on_absences(full: Sitting) -> None:
    case = full.full.absence_runs.get().case
    seen(by(full.cast.clerk), f"/supervision/450200/tasks/{case.public_id}/", 404)


def test_every_page_declares_its_need() -> None:
    rooms = (absence_pages, committee_pages, party_pages, rota_pages, secondment_pages, studio_pages)
    assert {room.NEED for room in rooms} == {"records.see"}
