"""Forms are listed for one's own units alone."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from blocks.returns.sheets import STATISTICS
from cast import Cast, OrganisationFactory, acts
from keqiao.blocks.returns.forms import verbs
from keqiao.blocks.returns.pages.asked import usual_year

FORMS = "/desk/forms/"


def test_a_visitor_logs_in_and_who_sees_no_figures_is_refused(cast: Cast, client: Client) -> None:
    assert client.get(FORMS).status_code == 302
    client.force_login(cast.nobody)
    assert client.get(FORMS).status_code == 403


def test_with_one_unit_its_forms_come_at_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.county_clerk)
    answer = client.get(FORMS)
    assert answer.url == f"{FORMS}{cast.luzhai.code}/"
    (line,) = client.get(answer.url).context["lines"]
    assert (line.year, line.given) == (usual_year(), "")
    verbs.give(acts(cast.county_clerk), cast.luzhai, {"form": STATISTICS, "year": usual_year()})
    (line,) = client.get(answer.url).context["lines"]
    assert line.given
    assert client.get(f"{answer.url}{STATISTICS}/").url == line.url


def test_several_units_are_chosen_from_and_other_associations_are_not_among_them(cast: Cast, clerk: Client) -> None:
    OrganisationFactory(kind="enterprise", leading=cast.liuzhou)
    assert [one.code for one in clerk.get(FORMS).context["units"]] == [cast.liuzhou.code, cast.society.code]
    found = clerk.get(f"{FORMS}?q={cast.society.name}").context["units"]
    assert [one.code for one in found] == [cast.society.code]
    assert "没有找到这个单位" in clerk.get(f"{FORMS}?q=火星").content.decode()


def test_what_is_not_there_is_told(cast: Cast, clerk: Client) -> None:
    assert clerk.get(f"{FORMS}999999/").status_code == 404
    assert clerk.get(f"{FORMS}450200/society-inspection/").status_code == 404
    year = timezone.localdate().year
    for wrong in (2011, year + 1):
        assert clerk.get(f"{FORMS}450200/{STATISTICS}/{wrong}/").status_code == 404


def test_levels_above_and_neighbours_see_nothing(cast: Cast, client: Client) -> None:
    for user in (cast.outsider, cast.clerk):  # the city's clerk leads the county, whose forms are its own
        client.force_login(user)
        for path in ("", f"{STATISTICS}/2024/", f"{STATISTICS}/2024/answers.xlsx", f"{STATISTICS}/2024/fill/"):
            assert client.get(f"{FORMS}{cast.luzhai.code}/{path}").status_code == 403
