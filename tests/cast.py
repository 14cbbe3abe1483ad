"""The one cast: the same organisations and people in every test, and factories for whoever is needed beside them.

The organisations bear real names, the people are invented. ``assemble()`` puts the cast on stage; the
fixture ``cast`` does that for a test. Factories write behind the verbs' back, as a test's *given*.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

import factory
from django.db import models
from factory.django import DjangoModelFactory

from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.kernel.verbs.contract import OPERATOR, VISITOR, Act

M = TypeVar("M", bound=models.Model)

PASSWORD = "柳江边的一座桥2026"
OPERATES = Act(OPERATOR, "test")
VISITS = Act(VISITOR, "test")


class Made(DjangoModelFactory[M]):
    """Base of the factories: exempt from the write guard."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[M], *args: Any, **kwargs: Any) -> M:
        with ledger.exempt("factory"):
            return super()._create(model_class, *args, **kwargs)


class DivisionFactory(Made[Division]):
    """A county unless told otherwise."""

    class Meta:
        model = Division

    code = factory.Sequence(lambda n: f"4599{n:02}")
    name = factory.Sequence(lambda n: f"第{n}县")
    level = "county"


class OrganisationFactory(Made[Organisation]):
    """A society unless told otherwise; ``leading`` and ``division`` place it in the tree."""

    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"society-{n}")
    name = factory.Sequence(lambda n: f"第{n}学会")
    kind = "society"
    level = "municipal"
    leading: Organisation | None = None
    division: Division | None = None

    @classmethod
    def _create(cls, model_class: type[Organisation], *args: Any, **kwargs: Any) -> Organisation:
        leading, division = kwargs.pop("leading"), kwargs.pop("division")
        made = super()._create(model_class, *args, **kwargs)
        with ledger.exempt("factory"):
            Placement(organisation=made, leading=leading, division=division).save()
        return made


class PersonFactory(Made[Person]):
    """Somebody of whom only name and keeper are known."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"韦{n}")
    keeper = factory.SubFactory(OrganisationFactory)


class EmploymentFactory(Made[Employment]):
    """An engineer of an enterprise, confirmed."""

    class Meta:
        model = Employment

    person = factory.SubFactory(PersonFactory)
    unit_name = "龙城重工机械有限公司"
    position = "高级工程师"
    source_class = "enterprise"
    leading_official = False
    confirmed = True


class TermFactory(Made[Term]):
    """The term of a body that runs now; ``body`` is asked for."""

    class Meta:
        model = Term

    number = 9
    starts = dt.date(2021, 11, 22)
    ends = dt.date(2099, 11, 22)


class PostFactory(Made[Post]):
    """A delegate; ``term`` is asked for."""

    class Meta:
        model = Post

    person = factory.SubFactory(PersonFactory)
    role = "delegate"


def user_with(username: str, role: str = "", on: Organisation | None = None, *, subtree: bool = False) -> User:
    """Somebody who can log in, with one role on one organisation or with none."""
    with ledger.exempt("factory"):
        user = User.objects.create_user(username, PASSWORD)
        if role:
            Grant(user=user, role=role, organisation=on, subtree=subtree).save()
    return user


def acts(user: User, channel: str = "test") -> Act:
    """What a user does."""
    return Act(Actor(user), channel)


@dataclass(frozen=True)
class Cast:
    """Who is on stage. The tree is nation → region → city → county and society; Guilin stands beside Liuzhou."""

    nation: Organisation
    region: Organisation
    liuzhou: Organisation
    luzhai: Organisation
    society: Organisation
    guilin: Organisation
    congress: Body
    term: Term
    engineer: Person
    official: Person
    clerk: User
    county_clerk: User
    leader: User
    reader: User
    system_admin: User
    security_admin: User
    audit_admin: User
    outsider: User
    nobody: User


def assemble() -> Cast:
    """Put the cast on stage."""
    region, city = _divisions()
    organisations = _organisations(region, city)
    liuzhou, guilin = organisations["liuzhou"], organisations["guilin"]
    with ledger.exempt("cast"):
        congress = Body.objects.create(organisation=liuzhou, kind="congress", name="代表大会")
    return Cast(
        **organisations,
        **_people(liuzhou),
        congress=congress,
        term=TermFactory(body=congress),
        clerk=user_with("clerk", "clerk", liuzhou, subtree=True),
        county_clerk=user_with("county-clerk", "clerk", organisations["luzhai"]),
        leader=user_with("leader", "leader", liuzhou, subtree=True),
        reader=user_with("reader", "reader", liuzhou),
        system_admin=user_with("system-admin", "system_admin", liuzhou, subtree=True),
        security_admin=user_with("security-admin", "security_admin", liuzhou, subtree=True),
        audit_admin=user_with("audit-admin", "audit_admin", liuzhou, subtree=True),
        outsider=user_with("outsider", "clerk", guilin, subtree=True),
        nobody=user_with("nobody"),
    )


def _divisions() -> tuple[Division, Division]:
    region = DivisionFactory(code="450000", name="广西壮族自治区", level="provincial")
    return region, DivisionFactory(code="450200", name="柳州市", level="municipal", parent=region)


def _organisations(region: Division, city: Division) -> dict[str, Organisation]:
    county = DivisionFactory(code="450223", name="鹿寨县", parent=city)
    rival = DivisionFactory(code="450300", name="桂林市", level="municipal", parent=region)
    top = OrganisationFactory(code="000000", name="中国科学技术协会", kind="association", level="national")
    above = OrganisationFactory(
        code="450000",
        name="广西壮族自治区科学技术协会",
        kind="association",
        level="provincial",
        leading=top,
        division=region,
    )
    liuzhou = OrganisationFactory(
        code="450200",
        name="柳州市科学技术协会",
        short_name="柳州市科协",
        kind="association",
        leading=above,
        division=city,
    )
    return {
        "nation": top,
        "region": above,
        "liuzhou": liuzhou,
        "luzhai": OrganisationFactory(
            code="450223",
            name="鹿寨县科学技术协会",
            kind="association",
            level="county",
            leading=liuzhou,
            division=county,
        ),
        "society": OrganisationFactory(code="lz-jixie", name="柳州市机械工程学会", leading=liuzhou, division=city),
        "guilin": OrganisationFactory(
            code="450300", name="桂林市科学技术协会", kind="association", leading=above, division=rival
        ),
    }


def _people(keeper: Organisation) -> dict[str, Person]:
    engineer = PersonFactory(
        name="韦晓", keeper=keeper, sex="female", birth_from=dt.date(1975, 6, 1), birth_to=dt.date(1975, 6, 30)
    )
    EmploymentFactory(person=engineer)
    official = PersonFactory(name="覃亮", keeper=keeper, sex="male")
    EmploymentFactory(
        person=official,
        unit_name="柳州市科学技术局",
        position="局长",
        source_class="government",
        leading_official=True,
    )
    return {"engineer": engineer, "official": official}
