"""A register of a given size in the database: associations of the whole country, what they lead, people.

Written behind the verbs, which would take hours; the tables are those that verbs write, derived ones included.
"""

from __future__ import annotations

import contextlib
import io
import random
from collections.abc import Iterator, Sequence

from django.db import connection
from django.test import Client

from keqiao.cli.main import run
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.organisations.reach import renew
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.search.names import add_names
from keqiao.kernel.standards.divisions import read_divisions

AT_ONCE = 5000
KINDS = ("enterprise_association", "township_association", "society", "rural_technical_association")
FIELDS = ("机械", "化工", "农学", "林学", "水利", "医学", "计算机", "测绘", "气象", "畜牧", "茶叶", "环境")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海燕鹏飞宇晨欣怡子涵浩然梓轩雨泽思远嘉懿"
UNITS = ("重工机械有限公司", "第一中学", "人民医院", "农业科学研究所", "理工大学", "生物制药有限公司", "水务局")
ASKED = 200  # people and organisations whose pages are asked for


def fill(people: int, organisations: int) -> dict[str, object]:
    """Make the tables and the register. Returns a session and what can be asked for."""
    with contextlib.redirect_stdout(io.StringIO()):
        if run(["migrate"]):
            raise RuntimeError("The bench's database could not be made.")
    draw = random.Random(2017)
    with ledger.exempt("bench"):
        units = _organisations(draw, organisations)
        _people(draw, people, units)
        clerk = User.objects.create_user("bench")
        Grant(user=clerk, role="clerk", organisation=units[0], subtree=True).save()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as PostgreSQL does by itself a minute after so many new rows
    client = Client()
    client.force_login(clerk)
    return {"cookies": {name: one.value for name, one in client.cookies.items()}} | _asked(draw)


def _organisations(draw: random.Random, count: int) -> list[Organisation]:
    """The associations at every division of today, as many as there is room for, and under them the rest."""
    rows = [row for row in read_divisions(in_force_after=today()) if row.level != "national"][: count // 2]
    made = [Organisation(version=1, code="000000", name="中国科学技术协会", kind="association", level="national")]
    made += [
        Organisation(version=1, code=row.code, name=f"{row.name}科学技术协会", kind="association", level=row.level)
        for row in rows
    ]
    leading = {row.code: row.parent or "000000" for row in rows}
    for number in range(count - len(made)):
        above, kind = draw.choice(rows), draw.choice(KINDS)
        code = f"u{number}"
        name = f"{above.name}{draw.choice(FIELDS)}{draw.choice(FIELDS)}协会{number}"
        made.append(Organisation(version=1, code=code, name=name, kind=kind, level="county"))
        leading[code] = above.code
    Organisation.objects.bulk_create(made, batch_size=AT_ONCE)
    keys = {one.code: one.pk for one in made}
    Placement.objects.bulk_create(
        [
            Placement(version=1, organisation=one, leading_id=keys.get(leading.get(one.code, ""), keys["000000"]))
            if one.code in leading
            else Placement(version=1, organisation=one)
            for one in made
        ],
        batch_size=AT_ONCE,
    )
    renew(keys.values())
    add_names(Organisation, ((one.pk, [one.name]) for one in made))
    return made


def _people(draw: random.Random, count: int, units: Sequence[Organisation]) -> None:
    for chunk in _chunks(count):
        made = [_person(draw, number, draw.choice(units)) for number in chunk]
        Person.objects.bulk_create(made)
        Employment.objects.bulk_create(
            Employment(
                version=1,
                person=one,
                unit_name=f"{draw.choice(FIELDS)}{draw.choice(UNITS)}",
                position="工程师",
                source_class="enterprise",
                confirmed=True,
            )
            for one in made
        )
        if Person.searched:
            add_names(Person, ((one.pk, [one.name]) for one in made))


def _person(draw: random.Random, number: int, keeper: Organisation) -> Person:
    name = draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2))))
    one = Person(version=1, name=name, keeper=keeper, sex=draw.choice(("male", "female")))
    one.set_id_number(f"45020019{number:010}")
    return one


def _chunks(count: int) -> Iterator[range]:
    for start in range(0, count, AT_ONCE):
        yield range(start, min(start + AT_ONCE, count))


def _asked(draw: random.Random) -> dict[str, object]:
    """Whom and what to ask for: keys of people, numbers of theirs, parts of names, codes."""
    found = list(Person.objects.filter(pk__in=draw.sample(range(1, Person.objects.count() + 1), ASKED)))
    codes = list(Organisation.objects.values_list("code", flat=True))
    return {
        "people": [str(one.public_id) for one in found],
        "numbers": [one.id_number() for one in found],
        "names": [one.name[-2:] for one in found],
        "codes": draw.sample(codes, min(ASKED, len(codes))),
    }
