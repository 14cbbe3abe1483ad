"""Every address declares what it needs and asks for it: visitors, neighbours and those whose page it is all try."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from cast import Cast, PostFactory, acts, user_with
from habits.source import told
from journeys.messy import save_roster
from keqiao.kernel.access.models import User
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.registry.many.verbs import VersedMany, rows_for, versed_many
from plans.reported import lead, report_of
from registry.pages.desk import imported, listed_people, sent, upload
from walk.addresses import (
    ARGUMENTS,
    COUNTYS,
    COUNTYS_FILES,
    HERE,
    OPEN,
    POSTED,
    UNDECLARED,
    Address,
    Made,
    addresses,
)

EVERY = {address.name: address for address in addresses()}
RECORDS = sorted(name for name, address in EVERY.items() if address.names_a_record)
GUARDED = sorted(name for name, address in EVERY.items() if address.needs not in (None, "anyone"))
NAMES = ("蒙溪", "蒙　溪")  # sits in Liuzhou's congress; two characters stand apart in lists
FILE = "代表名册.xlsx"  # was read and brought in at Luzhai


@pytest.fixture
def made(cast: Cast, tmp_path: Path, settings: Settings) -> Made:
    """A site that people work in: somebody in a post, an import, a draft."""
    settings.DEMO = settings.DEBUG = False
    settings.MEDIA_ROOT = tmp_path / "media"
    with ledger.exempt("given"):
        cast.engineer.name = NAMES[0]  # nobody on Luzhai's roster is called so
        cast.engineer.save()
    PostFactory(person=cast.engineer, term=cast.term)
    clerk = logged_in(cast.county_clerk)
    roster = save_roster(tmp_path / FILE)
    batch = imported(clerk, roster)
    draft = upload(clerk, roster, "new:council").rstrip("/").rpartition("/")[2]
    report = report_of(lead(cast.leader, cast.liuzhou), cast.liuzhou, send=False)
    step = versed_many.stage(
        acts(cast.clerk), cast.liuzhou, VersedMany(discipline="450"), rows_for([cast.engineer.pk]), title="登记专长"
    )
    listed = sent(clerk, listed_people(tmp_path)).rstrip("/").rpartition("/")[2]
    return Made(cast, str(batch), draft, listed, str(report.public_id), str(step.public_id), clerk)


def logged_in(user: User) -> Client:
    """A browser in which a user is logged in."""
    client = Client()
    client.force_login(user)
    return client


def same_browser(client: Client) -> Client:
    """A browser with the same cookies: what one address does to them, logging out among it, ends with it."""
    other = Client()
    other.cookies = deepcopy(client.cookies)
    return other


def place(name: str, made: Made) -> str:
    """The address itself."""
    if not EVERY[name].names_a_record:
        return reverse(name)
    assert name in ARGUMENTS, f"Say in ARGUMENTS of {HERE} which record of Liuzhou's “{name}” is asked for."
    return reverse(name, args=ARGUMENTS[name](made))


def ask(client: Client, name: str, made: Made) -> Any:
    """Go to an address, the way it takes."""
    return go(client, name, place(name, made))


def go(client: Client, name: str, where: str) -> Any:
    """Go to an address that is written out already."""
    return (client.post if name in POSTED else client.get)(where)


@contextmanager
def asking(name: str, subtests: pytest.Subtests, **told: str) -> Iterator[None]:
    """One address by itself: what fails names it, and what it left behind is gone before the next."""
    with subtests.test(address=name, **told), transaction.atomic():
        yield
        transaction.set_rollback(True)


def shown(answer: Any) -> str:
    """All that an answer says."""
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")


def turned_away(answer: Any) -> bool:
    """Refused, or led home: a page of one's own has nothing for an account that is nobody."""
    return answer.status_code in (403, 404) or (answer.status_code == 302 and answer["Location"] == reverse("home"))


def tells_nothing(answer: Any) -> None:
    """Nothing of Liuzhou's people and files is in an answer."""
    said = shown(answer)
    assert not [ours for ours in (*NAMES, FILE) if ours in said]


def names_nobody(answer: Any) -> None:
    """None of Liuzhou's people is in an answer."""
    said = shown(answer)
    assert not [name for name in NAMES if name in said]


# Declarations


def test_there_are_addresses_to_walk() -> None:
    assert len(EVERY) >= 20
    assert len(RECORDS) >= 10


def test_every_view_declares_what_it_needs() -> None:
    silent = [name for name, address in EVERY.items() if address.needs is None and name not in UNDECLARED]
    assert not silent, told(silent, "Declare with kernel.access.pages.page what these need:")


def test_an_exception_that_is_no_longer_needed_goes() -> None:
    gone = [name for name in UNDECLARED if name not in EVERY or EVERY[name].needs is not None]
    gone += [name for name in [*ARGUMENTS, *OPEN, *COUNTYS, *POSTED] if name not in EVERY]
    assert not gone, told(gone, f"Strike these from {HERE}:")


def test_a_view_without_a_declaration_is_seen() -> None:
    assert Address("trial", None, names_a_record=False).needs is None
    assert EVERY["registry:imports"].needs == "people.import"
    assert EVERY["registry:import"].names_a_record
    assert not EVERY["registry:imports"].names_a_record


# Visitors


def test_a_visitor_is_sent_to_the_login_or_told_nothing(made: Made, subtests: pytest.Subtests) -> None:
    for name in GUARDED:
        with asking(name, subtests):
            answer = ask(Client(), name, made)
            assert answer.status_code in (302, 401, 403, 404)
            if answer.status_code == 302:
                assert answer["Location"].startswith("/login/?next=")
            tells_nothing(answer)


def test_what_anyone_may_see_tells_a_visitor_no_names(made: Made, subtests: pytest.Subtests) -> None:
    for name in sorted(set(EVERY) - set(GUARDED)):
        with asking(name, subtests):
            answer = ask(Client(), name, made)
            assert answer.status_code in (200, 302, 400, 404)
            tells_nothing(answer)


def test_what_names_a_record_is_guarded_or_says_why_not() -> None:
    unguarded = [name for name in RECORDS if name not in GUARDED and name not in OPEN]
    assert not unguarded, told(unguarded, f"These name a record; guard them, or say in OPEN of {HERE} why not:")


# Neighbours


def test_somebody_with_every_right_next_door_sees_none_of_it(
    made: Made, neighbour: User, subtests: pytest.Subtests
) -> None:
    for name in [name for name in RECORDS if name not in OPEN]:
        with asking(name, subtests):
            answer = ask(logged_in(neighbour), name, made)
            assert turned_away(answer)
            tells_nothing(answer)


def test_lists_show_a_neighbour_nothing_of_ours(made: Made, neighbour: User, subtests: pytest.Subtests) -> None:
    for name in sorted(set(EVERY) - set(RECORDS)):
        with asking(name, subtests):
            tells_nothing(ask(logged_in(neighbour), name, made))


# Each role by itself


def test_no_role_next_door_shows_anything_of_ours(made: Made, subtests: pytest.Subtests) -> None:
    def nothing_of_ours(name: str, answer: Any) -> None:
        if name in RECORDS and name not in OPEN:
            assert turned_away(answer)
        tells_nothing(answer)

    each_role_asks(made, subtests, made.cast.guilin, list(ROLES), set(EVERY), nothing_of_ours)


def test_no_role_of_the_county_names_the_citys_people(made: Made, subtests: pytest.Subtests) -> None:
    names = set(EVERY) - COUNTYS - COUNTYS_FILES
    each_role_asks(made, subtests, made.cast.luzhai, list(ROLES), names, lambda name, answer: names_nobody(answer))


def test_a_role_that_sees_no_names_is_shown_none_at_home(made: Made, subtests: pytest.Subtests) -> None:
    roles = [role for role in ROLES if "people.see" not in ROLES[role].needs]
    each_role_asks(made, subtests, made.cast.liuzhou, roles, set(EVERY), lambda name, answer: names_nobody(answer))


def each_role_asks(
    made: Made,
    subtests: pytest.Subtests,
    organisation: Organisation,
    roles: Sequence[str],
    names: Collection[str],
    check: Callable[[str, Any], None],
) -> None:
    """Somebody with each role there goes to each address, whose record is made once for all of them."""
    clients = {role: logged_in(holder(role, organisation)) for role in roles}
    for name in sorted(names):
        with asking(name, subtests):
            where = place(name, made)
            for role, client in clients.items():
                with asking(name, subtests, role=role):
                    check(name, go(same_browser(client), name, where))


def holder(role: str, organisation: Organisation) -> User:
    """Somebody who has this one role there and below."""
    return user_with(f"only-{role}", role, organisation, subtree=True)


# Those whose page it is


def whose(name: str, made: Made) -> User:
    """Somebody whose page it is: the city's clerk, or whoever has the role that a page needs which clerks don't see."""
    need = EVERY[name].needs
    if need in (None, "anyone", "login") or need in ROLES["clerk"].needs:
        return made.cast.clerk
    return holder(next(role.code for role in ROLES.values() if need in role.needs), made.cast.liuzhou)


def test_whose_page_it_is_gets_it(made: Made, subtests: pytest.Subtests) -> None:
    for name in sorted(set(EVERY) - POSTED - {"look:gallery"}):
        with asking(name, subtests):
            answer = ask(made.county_clerk if name in COUNTYS else logged_in(whose(name, made)), name, made)
            assert answer.status_code in (200, 302)
            if answer.status_code == 302:
                assert not answer["Location"].startswith("/login/")


def test_what_others_must_not_see_is_there_for_those_who_may(made: Made) -> None:
    clerk = logged_in(made.cast.clerk)
    assert any(name in ask(clerk, "body", made).content.decode() for name in NAMES)
    assert FILE in ask(clerk, "registry:import", made).content.decode()


def test_nobody_gives_up_anothers_draft(made: Made, neighbour: User) -> None:
    for user in (neighbour, made.cast.clerk, made.cast.county_clerk):
        tells_nothing(ask(logged_in(user), "registry:discard_draft", made))
    assert FILE in ask(made.county_clerk, "registry:draft", made).content.decode()
