"""The tree, the network and the public search with 3,000 and with 20,000 organisations below one city."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from keqiao.kernel.nouns.planner import inform_planner
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.verbs.contract import OPERATOR, Act
from keqiao.registry.imports.registrations import RegisterMany, register_many

from .pages import page
from .table import Row

SIZES = (3_000, 20_000)
KINDS = {
    "society": (5, "学会"),
    "enterprise_association": (50, "有限公司科学技术协会"),
    "village_association": (35, "村科协"),
    "rural_technical_association": (10, "专业技术协会"),
}
FIRST, TRADES = "龙江柳石桂山云河新金华盛宏达鑫源恒远", ("机械", "电子", "化工", "食品", "汽车", "建材", "纺织", "医药")
TIES = ("contact", "supervises", "covers")


def rows() -> list[Row]:
    """The same pages at both sizes: neither time nor queries should follow the number."""
    found: list[Row] = []
    random, there = Random(2017), 0
    for size in SIZES:
        _register(random, there, size)
        there = size
        found += _pages(size)
    return found


def _pages(size: int) -> list[Row]:
    addresses = {
        "the tree, opened at the city": "/tree/?open=450200",
        "the tree, opened at one of them": "/tree/?open=bench-02900",
        "the tree of one kind": "/tree/?kind=village_association",
        "the network of the city": "/organisations/450200/network/",
        "the list, by a part of the name": "/organisations/?q=机械",
        "the public search, by name and place": "/find-association/?q=机械&place=鹿寨县",
    }
    return [page(f"{size:,} organisations: {title}", address, "clerk") for title, address in addresses.items()]


def _register(random: Random, since: int, until: int) -> None:
    act, city = Act(OPERATOR, "bench"), Organisation.objects.get(code="450200")
    led = Placement.objects.filter(leading=city, ends=None, organisation__kind="association")
    above = ["450200", *led.values_list("organisation__code", flat=True)]
    made = list(_made(random, above, since, until))
    batch = register_many.stage(act, city, RegisterMany(), made, target=city)
    register_many.apply(act, batch, target=city)
    inform_planner()


def _made(random: Random, above: list[str], since: int, until: int) -> Iterator[dict[str, Any]]:
    weights = [weight for weight, _word in KINDS.values()]
    for number in range(since, until):
        (kind,) = random.choices(list(KINDS), weights)
        at = above[0] if kind == "society" else random.choice(above)
        links = [{"kind": "group_member", "other": above[0]}] if kind == "society" else []
        if number > since and not links and random.random() < 0.15:
            links = [{"kind": random.choice(TIES), "other": f"bench-{random.randrange(since, number):05}"}]
        yield {
            "code": f"bench-{number:05}",
            "name": f"{random.choice(FIRST)}{random.choice(FIRST)}{random.choice(TRADES)}{KINDS[kind][1]}",
            "kind": kind,
            "level": "municipal" if at == above[0] else "county",
            "leading": at,
            "division": at,
            "links": links,
        }
