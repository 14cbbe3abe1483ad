"""The demo's people who signed up by themselves."""

from __future__ import annotations

from keqiao.cli.demo.members import DELEGATE, MEMBERS
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.identities.models import EmployerCheck, RealName, holder_of
from keqiao.kernel.people.models import Person


def test_they_stand_at_every_stage_of_their_registration(demo: Stage) -> None:
    assert Person.objects.filter(name__in=[name for name, *_rest in MEMBERS]).count() >= len(MEMBERS)
    assert RealName.objects.filter(decided=None).count() == 2
    assert RealName.objects.filter(verified=True).count() == 1
    assert RealName.objects.filter(verified=False).exclude(reason="").count() == 1
    assert EmployerCheck.objects.filter(decided=None).count() == 1


def test_the_delegate_logs_in_with_a_number(demo: Stage) -> None:
    holder = holder_of("mobile", DELEGATE)
    assert holder is not None
    assert holder.person.user.username == "delegate"
