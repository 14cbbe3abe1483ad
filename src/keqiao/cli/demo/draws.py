"""The city's draws: reviewers drawn and one replaced, a panel's digest published, tellers whose demands clash."""

from __future__ import annotations

from collections import Counter

from keqiao.blocks.assemblies.draws import verbs
from keqiao.blocks.assemblies.draws.models import Draw, NomineeStatus
from keqiao.blocks.assemblies.draws.traits import TRAITS
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Term

MIRRORED = ("sex", "age", "source")
OFTEN = 3  # values of each trait of which something is demanded
TELLERS = (("性别", "女", 3, 4), ("性别", "男", 3, 4))  # of five: this can't be, as the page then says


def build_draws(stage: Stage) -> None:
    """Three draws from the delegates, at three stages."""
    term = Term.objects.filter(body__organisation=stage.city, body__kind="congress", starts__lte=today())
    latest = term.order_by("-starts").first()
    assert latest is not None  # an earlier part opened it
    held = latest.posts.filter(holds_on(today())).order_by("person")
    people = list(held.values_list("person", flat=True).distinct())
    drawn = _prepare(stage, "reviewers", "自然科学优秀论文评审组", 9, people[::2])
    _mirror(stage, drawn)
    verbs.commit(stage.act, drawn, {})
    verbs.draw(stage.act, drawn, {"witness": "4 1 6"})
    gone = drawn.nominees.filter(status=NomineeStatus.DRAWN).order_by("number").first()
    assert gone is not None  # nine were drawn
    verbs.replace(stage.act, gone, {"reason": "与参评论文作者有师生关系，回避", "witness": "2 5 5"})
    published = _prepare(stage, "panel", "科技工作者状况座谈小组", 12, people)
    _mirror(stage, published)
    verbs.commit(stage.act, published, {})
    tellers = _prepare(stage, "tellers", "全委会会议监票计票人员", 5, people[1::4])
    for trait, value, low, high in TELLERS:
        verbs.require(stage.act, tellers, {"trait": trait, "value": value, "low": low, "high": high})


def _prepare(stage: Stage, purpose: str, title: str, seats: int, people: list[int]) -> Draw:
    data = {"purpose": purpose, "title": title, "seats": seats, "people": people, "per_unit": 2}
    made: Draw = verbs.prepare(stage.act, stage.city, data)
    return made


def _mirror(stage: Stage, draw: Draw) -> None:
    """Demand that those drawn are about as mixed as the nominees."""
    nominees = list(draw.nominees.all())
    for trait in MIRRORED:
        counts = Counter(one.values[trait] for one in nominees if trait in one.values)
        for value, count in counts.most_common(OFTEN):
            share = count * draw.seats // len(nominees)
            data = {"trait": TRAITS[trait].name, "value": TRAITS[trait].said(value)}
            verbs.require(stage.act, draw, {**data, "low": max(share - 1, 0), "high": share + 2})
