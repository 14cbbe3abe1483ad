"""The demo's accounts: the users of the desk, a delegate, and the three administrators."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.conf import settings

from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post
from keqiao.registry.verbs import access


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
        access.grant(stage.act, organisation, role)


def _delegate(stage: Stage) -> Person:
    """A delegate who isn't among the chairs, who have accounts of their own."""
    chairs = set(Post.objects.filter(term__body=stage.bodies[CITY, "chair_meeting"]).values_list("person", flat=True))
    return next(person for person in stage.delegates if person.pk not in chairs)
