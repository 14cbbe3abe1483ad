"""The demo's accounts: the users of the desk, a delegate, and the three administrators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.conf import settings

from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, DemoAccount
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post
from keqiao.registry.verbs import access

# What the list of grants to be looked at shows in the demo.
ENDS_SOON, LEFT_OPEN = "hnclerk", "nclerk"


def build_accounts(stage: Stage) -> None:
    """Create each account and grant its role; who has none is one of the city's delegates."""
    with _known_to_all():
        _build(stage)


@contextmanager
def _known_to_all() -> Iterator[None]:
    """The rules of a demo, which only once it is built says of itself that it is one: public passwords that stay."""
    demo, doors = settings.DEMO, settings.DOORS
    settings.DEMO, settings.DOORS = True, replace(doors, first_password_changes=False)
    try:
        yield
    finally:
        settings.DEMO, settings.DOORS = demo, doors


def _build(stage: Stage) -> None:
    for account in DEMO_ACCOUNTS:
        organisation = stage.organisations[account.organisation]
        named = {"username": account.username, "display_name": account.display_name, "password": DEMO_PASSWORD}
        stage.users[account.username] = access.create_user(stage.act, organisation, named)
        if not account.role:
            someone = {"username": account.username, "person": _delegate(stage).pk}
            access.link_person(stage.act, organisation, someone)
            continue
        role = {"username": account.username, "role": account.role, "subtree": account.subtree}
        access.grant(stage.act, organisation, role | _time(stage, account))


def _time(stage: Stage, account: DemoAccount) -> dict[str, dt.date | None]:
    """From when until when a role holds: most to the end of next year, one ends soon, one was left open."""
    begins = stage.today.replace(month=1, day=1)
    ends = {ENDS_SOON: stage.today + dt.timedelta(days=20), LEFT_OPEN: None}
    return {"starts": begins, "ends": ends.get(account.username, begins.replace(year=begins.year + 2))}


def _delegate(stage: Stage) -> Person:
    """A delegate who isn't among the chairs, who have accounts of their own."""
    chairs = set(Post.objects.filter(term__body=stage.bodies[CITY, "chair_meeting"]).values_list("person", flat=True))
    return next(person for person in stage.delegates if person.pk not in chairs)
