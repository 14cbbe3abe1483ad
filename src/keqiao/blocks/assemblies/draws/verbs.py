"""Verbs on draws: prepare, publish the digest, draw, and draw for one who withdraws."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.access.rules import can
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person, Segment
from keqiao.kernel.posts.models import Term
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated
from keqiao.plans.solve.panels import draw as lots
from keqiao.plans.solve.panels.kinds import kinds_of
from keqiao.plans.solve.panels.leximin import NoCommitteeError, leximin
from keqiao.plans.solve.panels.pool import Pool
from keqiao.plans.solve.panels.tickets import Line, lines
from keqiao.plans.solve.program import UndecidedError
from keqiao.registry.directory import matching, read_filters
from keqiao.registry.refusals import check_exists, record

from .models import Draw, DrawQuota, DrawStatus, Nominee, NomineeStatus, Purpose
from .pools import checked, followed_of, impossible, lines_of, pool_of
from .traits import TRAITS, trait_word, traits_of, with_traits, work_of

NEED = "slates.manage"
MOST = 3_000  # nominees of one draw
NAMED = 3  # in a message

Title = Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("名称"))]
Seats = Annotated[int, Field(ge=1, le=MOST), Asked(gettext_lazy("抽取人数"))]
PerUnit = Annotated[
    int | None, Field(ge=1, le=MOST), Asked(gettext_lazy("同一单位至多抽几人"), gettext_lazy("不填则不限。"))
]
Witness = Annotated[
    str,
    Field(min_length=1, max_length=60),
    Asked(
        gettext_lazy("现场号码"),
        gettext_lazy(
            "公布摘要之后大家当面得到的号码，如当场掷出的点数、当期开奖号码。有了它，种子就不可能是事先挑选的。"
        ),
    ),
]


Running = Annotated[
    int | None, Asked(gettext_lazy("从机构的现任人员中抽"), gettext_lazy("按机构名称查找，不填则不取。"), kind="term")
]
Saved = Annotated[
    str,
    Field(max_length=60),
    Asked(gettext_lazy("从名单分组中抽"), gettext_lazy("在人员名录中保存的分组的名称，不填则不取。")),
]
Listed = Annotated[list[int], Asked(gettext_lazy("逐个列出"), kind="person")]


class Sources(VerbData):
    """Who can be drawn: holders of posts in a body, a saved segment, people named one by one."""

    term: Running = None
    segment: Saved = ""
    people: Listed = []


class Prepare(VerbData):
    """A draw to be prepared, and who can be drawn, as ``Sources`` has it; more can be added afterwards."""

    purpose: Annotated[Purpose, Asked(gettext_lazy("用途"))]
    title: Title
    seats: Seats
    per_unit: PerUnit = None
    term: Running = None
    segment: Saved = ""
    people: Listed = []


class Revise(VerbData):
    """Title, number and the limit for each unit, as they shall be."""

    title: Title
    seats: Seats
    per_unit: PerUnit = None


class Require(VerbData):
    """Of those drawn, so many have a trait, or two at once; said again it is changed. Words as the page shows them."""

    trait: Annotated[str, Asked(gettext_lazy("项目"), gettext_lazy("性别、年龄、来源类别或学科。"))]
    value: Annotated[str, Asked(gettext_lazy("内容"), gettext_lazy("如：女、35周岁以下、企业。"))]
    also_trait: Annotated[
        str,
        Asked(
            gettext_lazy("并且项目"), gettext_lazy("同时要求另一个项目时填写，如女性中来自企业的；不填则只看上面一项。")
        ),
    ] = ""
    also_value: Annotated[str, Asked(gettext_lazy("并且内容"))] = ""
    low: Annotated[int, Field(ge=0, le=MOST), Asked(gettext_lazy("至少几人"))]
    high: Annotated[int, Field(ge=0, le=MOST), Asked(gettext_lazy("至多几人"))]


class Fix(VerbData):
    """Why somebody is chosen whatever the lot says."""

    reason: Annotated[
        str,
        Field(min_length=2, max_length=200),
        Asked(gettext_lazy("必选的理由"), gettext_lazy("如：按规定由组长单位派员。理由与结果一起公布，请不要写姓名。")),
    ]


class Reveal(VerbData):
    """The number that everybody saw after the digest was published."""

    witness: Witness


class Replace(VerbData):
    """Why somebody withdraws, and the number by which the successor is drawn."""

    reason: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("退出原因"))]
    witness: Annotated[
        str,
        Field(min_length=1, max_length=60),
        Asked(
            gettext_lazy("现场号码"),
            gettext_lazy("退出登记之后大家当面得到的号码。种子已经公开，没有它就能事先算出补上谁。"),
        ),
    ]


@verb("draws.prepare", does=gettext_lazy("准备了抽取"), needs=NEED, on=lambda target, data: [target])
def prepare(act: Act, target: Organisation, data: Prepare) -> Draw:
    """Prepare a draw; nothing is decided yet."""
    check_exists(target)
    made = Draw(organisation=target, prepared=timezone.localdate())
    made.purpose, made.title, made.seats, made.per_unit = data.purpose, data.title, data.seats, data.per_unit
    made.save()
    _put_in(act, made, data)
    return made


@verb("draws.add", does=gettext_lazy("加入了抽取的人选"), needs=NEED, on=lambda target, data: [target.organisation_id])
def add(act: Act, target: Draw, data: Sources) -> Draw:
    """Put more people into the pool."""
    _check_prepared(target)
    if data.term is None and not data.segment and not data.people:
        raise VerbError(_("没有说明从哪里取人选。请选择机构、分组或人员。"))
    _put_in(act, target, data)
    return target


@verb(
    "draws.remove",
    does=gettext_lazy("去掉了抽取的人选"),
    needs=NEED,
    on=lambda target, data: [target.draw.organisation_id],
)
def remove(act: Act, target: Nominee, data: VerbData) -> None:
    """Take somebody out of the pool before the digest is published; the others are numbered anew."""
    draw = target.draw
    _check_prepared(draw)
    gone = target.number
    target.delete()
    for one in draw.nominees.filter(number__gt=gone).order_by("number"):
        one.number -= 1
        one.save()


@verb("draws.revise", does=gettext_lazy("修改了抽取"), needs=NEED, on=lambda target, data: [target.organisation_id])
def revise(act: Act, target: Draw, data: Revise) -> Draw:
    """Change title, number or the limit for each unit while the draw is prepared."""
    _check_prepared(target)
    target.title, target.seats, target.per_unit = data.title, data.seats, data.per_unit
    target.save()
    return target


@verb(
    "draws.require",
    does=gettext_lazy("设定了抽取的名额要求"),
    needs=NEED,
    on=lambda target, data: [target.organisation_id],
)
def require(act: Act, target: Draw, data: Require) -> DrawQuota:
    """Set a quota."""
    _check_prepared(target)
    (trait, value), *more = _where(data)
    also_trait, also_value = more[0] if more else ("", "")
    if data.low > data.high:
        said = _("“%(value)s”至少%(low)s人、至多%(high)s人，下限大于上限。请改正其中一个。")
        raise VerbError(said % {"value": trait_word(trait, value), "low": data.low, "high": data.high})
    where = {"trait": trait, "value": value, "also_trait": also_trait, "also_value": also_value}
    found = target.quotas.filter(**where).first() or DrawQuota(draw=target, **where)
    found.low, found.high = data.low, data.high
    found.save()
    return found


@verb(
    "draws.drop_quota",
    does=gettext_lazy("取消了抽取的名额要求"),
    needs=NEED,
    on=lambda target, data: [target.draw.organisation_id],
)
def drop_quota(act: Act, target: DrawQuota, data: VerbData) -> None:
    """Take a quota back."""
    _check_prepared(target.draw)
    target.delete()


@verb(
    "draws.fix",
    does=gettext_lazy("把抽取的人选定为必选"),
    needs=NEED,
    on=lambda target, data: [target.draw.organisation_id],
)
def fix(act: Act, target: Nominee, data: Fix) -> Nominee:
    """Somebody is chosen whatever the lot says, for a reason that is published."""
    _check_prepared(target.draw)
    target.fixed = data.reason
    target.save()
    return target


@verb(
    "draws.unfix",
    does=gettext_lazy("取消了抽取的必选"),
    needs=NEED,
    on=lambda target, data: [target.draw.organisation_id],
)
def unfix(act: Act, target: Nominee, data: VerbData) -> Nominee:
    """Somebody is drawn like all others again."""
    _check_prepared(target.draw)
    target.fixed = ""
    target.save()
    return target


@verb("draws.discard", does=gettext_lazy("取消了抽取"), needs=NEED, on=lambda target, data: [target.organisation_id])
def discard(act: Act, target: Draw, data: VerbData) -> None:
    """Give a prepared draw up; one whose digest is published stays, or one could go on until the result pleases."""
    _check_prepared(target)
    target.delete()


@verb(
    "draws.commit",
    does=gettext_lazy("公布了抽取的摘要"),
    needs=NEED,
    on=lambda target, data: [target.organisation_id],
)
def commit(act: Act, target: Draw, data: VerbData) -> Draw:
    """Freeze pool and quotas, make the list of tickets and the seed, and publish the digest of all three."""
    _check_prepared(target)
    pool = checked(pool_of(target))
    found, proven = _lottery(target, pool)
    seed = lots.new_seed()
    published = lots.digests(pool, found, seed)
    target.inputs, target.lottery_digest = published.inputs, published.lottery
    target.commitment, target.lottery, target.proven = published.commitment, lots.written_lottery(found), proven
    target.hide_seed(seed)
    target.status, target.committed = DrawStatus.COMMITTED, timezone.now()
    target.save()
    return target


@verb("draws.draw", does=gettext_lazy("进行了抽取"), needs=NEED, on=lambda target, data: [target.organisation_id])
def draw(act: Act, target: Draw, data: Reveal) -> Draw:
    """Draw, and reveal the seed."""
    if target.status != DrawStatus.COMMITTED:
        said = _("只有公布了摘要、还没有抽取的才能抽取。请先公布摘要；已经抽取的不能重抽，有人退出时逐个补抽。")
        raise VerbError(said)
    target.seed, target.seed_sealed, target.witness = target.hidden_seed(), "", data.witness
    members = lots.drawn(lines_of(target), lots.drawn_from(target.seed, target.witness)).members
    for one in target.nominees.filter(number__in=members):
        one.status = NomineeStatus.DRAWN
        one.save()
    target.status, target.drawn = DrawStatus.DRAWN, timezone.now()
    target.save()
    return target


@verb(
    "draws.replace",
    does=gettext_lazy("补抽了退出的人员"),
    needs=NEED,
    on=lambda target, data: [target.draw.organisation_id],
)
def replace(act: Act, target: Nominee, data: Replace) -> Nominee:
    """Somebody who was drawn withdraws: all others stay, and one of those who fit is drawn, each with one ticket."""
    if target.status != NomineeStatus.DRAWN:
        said = _("%(person)s没有被抽中，或者已经退出，不能补抽。请刷新页面，核对抽取结果。")
        raise VerbError(said % {"person": _shown(act, target.person)})
    parent = target.draw
    target.turn = parent.nominees.filter(status=NomineeStatus.WITHDRAWN).count() + 1
    target.status, target.left = NomineeStatus.WITHDRAWN, timezone.localdate()
    target.reason, target.witness = data.reason, data.witness
    target.save()
    followed = followed_of(parent)
    if len(followed) < target.turn:
        said = _("其余人选中没有人补上之后能使名额要求仍然满足，没有登记退出。请另行准备一次抽取，并说明原因。")
        raise VerbError(said)
    successor = parent.nominees.get(number=followed[-1].row)
    successor.status, successor.replaces = NomineeStatus.DRAWN, target
    successor.save()
    return successor


def _lottery(target: Draw, pool: Pool) -> tuple[list[Line], bool]:
    """The list of tickets, and whether no fairer one exists."""
    kinds = kinds_of(pool)
    try:
        found = leximin(kinds)
    except NoCommitteeError:
        raise impossible(target, pool) from None
    except UndecidedError:
        raise VerbError(_("在规定的步数内没有算出抽取办法。请放宽一些要求，或减少人选后再试。")) from None
    return lines(kinds, found), found.proven


def _check_prepared(target: Draw) -> None:
    if target.status != DrawStatus.PREPARED:
        said = _("“%(title)s”的摘要已经公布，名单和要求不能再改。需要改动时请另行准备一次抽取，并说明原因。")
        raise VerbError(said % {"title": target.title})


def _put_in(act: Act, target: Draw, data: Sources | Prepare) -> None:
    """Put the people of all sources into the pool, each once, in the order of their records."""
    there = set(target.nominees.values_list("person", flat=True))
    wanted = (_of_term(act, data.term) | _of_segment(act, target, data.segment) | _named(act, data.people)) - there
    if len(there) + len(wanted) > MOST:
        said = _("一次抽取最多%(most)s名人选，现在有%(count)s名。请缩小范围，或分几次抽取。")
        raise VerbError(said % {"most": MOST, "count": len(there) + len(wanted)})
    day: dt.date = timezone.localdate()
    for number, person in enumerate(with_traits(wanted, day), start=len(there)):
        work = work_of(person)
        made = Nominee(draw=target, number=number, person=person, unit=work.unit_name if work is not None else "")
        made.traits = json.dumps(traits_of(person, day), ensure_ascii=False, sort_keys=True)
        made.save()


def _of_term(act: Act, term: int | None) -> set[int]:
    if term is None:
        return set()
    found = record(Term, term, _("届次"))
    if not can(act.actor, "people.see", found.body.organisation_id):
        said = _("“%(term)s”的任职人员不在您可以查看的范围内，没有加入。请选择本单位的机构。")
        raise VerbError(said % {"term": found})
    holders = set(found.posts.filter(holds_on(today())).values_list("person", flat=True))
    if not holders:
        said = _("“%(term)s”现在没有任职人员。请先登记任职，或换一个机构。")
        raise VerbError(said % {"term": found})
    return holders


def _of_segment(act: Act, target: Draw, name: str) -> set[int]:
    if not name:
        return set()
    found = Segment.objects.filter(organisation=target.organisation, name=name).first()
    if found is None:
        said = _("“%(organisation)s”没有名为“%(name)s”的名单分组。请核对名称，或先在人员名录中按条件查找并保存。")
        raise VerbError(said % {"organisation": target.organisation, "name": name})
    people = set(matching(act.actor, read_filters(json.loads(found.filters))).values_list("pk", flat=True)[: MOST + 1])
    if not people:
        raise VerbError(_("名单分组“%(name)s”里现在没有人。请核对它的条件。") % {"name": name})
    return people


def _named(act: Act, people: list[int]) -> set[int]:
    """Those named one by one: each once, each there, each somebody whom the actor may see."""
    twice = sorted({one for one in people if people.count(one) > 1})
    if twice:
        said = _("%(people)s列出了不止一次。请每人只保留一次。")
        raise VerbError(said % {"people": _numbers(twice)})
    found = Person.objects.in_bulk(people)
    missing = sorted(pk for pk in people if pk not in found or not can(act.actor, "people.see", found[pk].keeper_id))
    if missing:
        said = _("没有%(people)s，或者不在您可以查看的范围内，没有加入。请重新选择。")
        raise VerbError(said % {"people": _numbers(missing)})
    return set(people)


def _numbers(people: Iterable[int]) -> str:
    ids = list(people)
    shown = enumerated(_("编号为%(number)s的人员") % {"number": pk} for pk in ids[:NAMED])
    return _("%(names)s等%(count)s人") % {"names": shown, "count": len(ids)} if len(ids) > NAMED else shown


def _shown(act: Act, person: Person) -> str:
    if can(act.actor, "people.see", person.keeper_id):
        return person.name
    return _("编号为%(number)s的人员") % {"number": person.pk}


def _where(data: Require) -> list[tuple[str, str]]:
    """The codes that a quota asks about, two of them in the order of the page."""
    found = [_meant(data.trait, data.value)]
    if data.also_trait or data.also_value:
        found.append(_meant(data.also_trait, data.also_value))
        if found[0][0] == found[1][0]:
            said = _("两项都是“%(trait)s”，一个人不会同时有两种。请换一个项目，或者分成两条要求。")
            raise VerbError(said % {"trait": _(TRAITS[found[0][0]].name)})
    return sorted(found, key=lambda one: list(TRAITS).index(one[0]))


def _meant(asked: str, wanted: str) -> tuple[str, str]:
    """The trait and its value, by code or in words."""
    trait = next((code for code, one in TRAITS.items() if asked in (code, one.name, _(one.name))), None)
    if trait is None:
        names = enumerated(_(one.name) for one in TRAITS.values())
        raise VerbError(_("没有“%(trait)s”这个项目。可以用的有：%(names)s。") % {"trait": asked, "names": names})
    words = TRAITS[trait].words
    value = next((code for code, word in words.items() if wanted in (code, word, _(word))), None)
    if value is None:
        names = enumerated(_(word) for word in list(words.values())[:12])
        said = _("“%(trait)s”没有“%(value)s”这一种。可以用的有：%(names)s。")
        raise VerbError(said % {"trait": _(TRAITS[trait].name), "value": wanted, "names": names})
    return trait, value
