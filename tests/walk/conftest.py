"""Who walks: somebody with every right in Liuzhou, and somebody with every right next door."""

from __future__ import annotations

import pytest

from cast import Cast
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation


def every_right(user: User, organisation: Organisation) -> User:
    """The user with every role on an organisation and all below it."""
    with ledger.exempt("given"):
        for role in ROLES:
            Grant.objects.get_or_create(
                user=user, role=role, organisation=organisation, subtree=True, defaults={"version": 1}
            )
    return user


@pytest.fixture
def insider(cast: Cast) -> User:
    """Every right in Liuzhou."""
    return every_right(cast.leader, cast.liuzhou)


@pytest.fixture
def neighbour(cast: Cast) -> User:
    """Every right in Guilin, none in Liuzhou."""
    return every_right(cast.outsider, cast.guilin)
