"""Who leaves an approved list, what the seat counted towards, and who is added by decision."""

from __future__ import annotations

import pytest

from blocks.assemblies.composing.given import Congress, day, engineer
from keqiao.blocks.assemblies.composing import vacancies
from keqiao.blocks.assemblies.composing.counting import Reader, rows, seated, standing
from keqiao.blocks.assemblies.composing.figures import moments
from keqiao.blocks.assemblies.composing.models import Making, Nominee, NomineeStatus
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Refused, VerbError


def _left(congress: Congress, made: Making) -> Nominee:
    """A woman at the front line leaves."""
    one = seated(standing(made))[0]
    return vacancies.leave(congress.clerk, made, {"nominee": one.pk, "reason": "调离本市"})


def _filled(congress: Congress, made: Making, seat: Nominee, person: Person) -> Nominee:
    decided = {"body": "市科协党组", "day": day(0), "document": "柳科党〔2026〕9号"}
    return vacancies.fill(congress.leader, made, {"nominee": seat.pk, "person": person.pk, **decided})


def test_the_page_says_what_the_seat_counted_towards_and_nothing_more(congress: Congress) -> None:
    made = congress.approved()
    one = _left(congress, made)
    assert (one.status, one.left_on, one.note) == (NomineeStatus.LEFT, day(0), "调离本市")
    assert len(seated(standing(made))) == 3
    [seat] = vacancies.vacancies(made)
    assert list(seat.carried) == ["基层一线科技工作者", "女性"]
    # A third of three seats is one woman: there is one.
    assert list(seat.lacking) == ["基层一线科技工作者1人，要求2人，还差1人"]


def test_who_counted_towards_nothing_leaves_a_seat_that_carries_nothing(congress: Congress) -> None:
    made = congress.approved()
    official = next(one for one in standing(made) if one.person.sex == "male")
    known, allotment = rows(made, [official]), official.slate.allotment
    found = vacancies.vacancy(official, known, Reader(made.organisation_id), allotment, [])
    assert (list(found.carried), list(found.lacking)) == ([], [])


def test_somebody_is_added_by_decision_and_the_lists_stay_as_reported(congress: Congress) -> None:
    made = congress.approved()
    seat = _left(congress, made)
    person = engineer(congress.cast.luzhai)
    added = _filled(congress, made, seat, person)
    assert (added.replaces, added.added_on, added.note) == (seat, day(0), "市科协党组 柳科党〔2026〕9号")
    assert person in [one.person for one in seated(standing(made))]
    assert vacancies.vacancies(made) == []
    reported, now = moments(made)[-2:]
    assert now.label == "退出和增补之后"
    assert {code: one.shown.count_text for code, one in reported.demands.items()} == {
        code: one.shown.count_text for code, one in now.demands.items()
    }  # as many as before: one left, one like them came
    with pytest.raises(VerbError, match="没有空出，或已经补上"):
        _filled(congress, made, seat, engineer(congress.cast.luzhai))


def test_a_substitute_keeps_their_line_as_such(congress: Congress) -> None:
    congress.nominate(waiting := engineer(congress.cast.luzhai), substitute=True)
    made = congress.approved()
    seat = _left(congress, made)
    _filled(congress, made, seat, waiting)
    lines = Nominee.objects.filter(person=waiting).order_by("pk")
    assert [(one.substitute, one.status) for one in lines] == [
        (True, NomineeStatus.MOVED_UP),
        (False, NomineeStatus.NOMINATED),
    ]


def test_who_cannot_take_the_seat_is_refused(congress: Congress) -> None:
    made = congress.approved()
    with pytest.raises(VerbError, match="不在审定的名单上"):
        vacancies.leave(congress.clerk, made, {"nominee": 0, "reason": "调离本市"})
    seat = _left(congress, made)
    with pytest.raises(VerbError, match="不在审定的名单上"):
        vacancies.leave(congress.clerk, made, {"nominee": seat.pk, "reason": "调离本市"})
    with pytest.raises(VerbError, match="已经退出本次换届"):
        _filled(congress, made, seat, seat.person)
    with pytest.raises(VerbError, match="已经在这份名单上"):
        _filled(congress, made, seat, seated(standing(made))[0].person)
    decided = {"nominee": seat.pk, "person": engineer(congress.cast.luzhai).pk, "body": "党组", "day": day(0)}
    with pytest.raises(Refused):  # what was approved is changed by those who approve
        vacancies.fill(congress.clerk, made, decided)
    with pytest.raises(Refused):
        vacancies.leave(congress.county_clerk, made, {"nominee": seat.pk, "reason": "调离本市"})


def test_nobody_leaves_a_list_that_is_not_approved(congress: Congress) -> None:
    made = congress.merged()
    with pytest.raises(VerbError, match="现在是“酝酿审查”"):
        _left(congress, made)
