"""``keqiao slate``: choose so many nominees that all quotas hold, by a fair draw or for the best; no database."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from keqiao.cli.failures import Failure
from keqiao.plans.solve.panels import draw
from keqiao.plans.solve.panels.best import best
from keqiao.plans.solve.panels.conflict import Clash, conflict, least_relaxation
from keqiao.plans.solve.panels.kinds import kinds_of
from keqiao.plans.solve.panels.leximin import Lottery, NoCommitteeError, leximin
from keqiao.plans.solve.panels.pool import PerUnit, Pool, check
from keqiao.plans.solve.panels.record import read_record, written_record
from keqiao.plans.solve.panels.successor import follow
from keqiao.plans.solve.panels.tables import read_demands, read_people, read_scores
from keqiao.plans.solve.panels.tickets import Line, lines
from keqiao.plans.solve.program import UndecidedError

IMPOSSIBLE = 3
SHOWN = 20  # committees and chances that the text names one by one
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Rows(click.ParamType[frozenset[int]]):
    """Row numbers, counted from nought: ``3,17``."""

    name = "行号"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[int]:
        """The numbers; wrong use when they aren't."""
        parts = [part.strip() for part in str(value).replace("，", ",").split(",") if part.strip()]
        if not all(part.isdecimal() for part in parts):
            self.fail(f"“{value}”不是行号，请写成 3,17 的样式（从0数起）", param, ctx)
        return frozenset(map(int, parts))


class Count(click.ParamType[int]):
    """A whole number."""

    name = "人数"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; wrong use when it isn't one."""
        try:
            return int(str(value).strip())
        except ValueError:
            self.fail(f"“{value}”不是整数", param, ctx)


class UnitLimit(click.ParamType[PerUnit]):
    """A column and how many at most of each of its values: ``单位=2``."""

    name = "列名=人数"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PerUnit:
        """Column and number; wrong use when they aren't."""
        column, sign, most = str(value).rpartition("=")
        if not sign or not column.strip() or not most.strip().isdecimal():
            self.fail(f"“{value}”应写成 列名=人数 的样式，如 单位=1", param, ctx)
        return PerUnit(column.strip(), int(most))


@click.command()
@click.option("--nominees", type=FILE, required=True, help="人选名单，每行一人，每个类别一列")
@click.option("--quotas", type=FILE, required=True, help="名额要求：category,feature,min,max")
@click.option("--combinations", type=FILE, help="组合的名额要求，如 性别 & 来源,女 & 企业,2,5")
@click.option("--seats", type=Count(), required=True, help="要选多少人")
@click.option("--method", type=click.Choice(["leximin", "best"]), default="leximin", show_default=True)
@click.option("--seed", help="抽取所用的种子；不写则随机生成")
@click.option("--fixed", type=Rows(), default="", help="必选人员的行号，从0数起，用逗号分开")
@click.option("--per-unit", type=UnitLimit(), help="某一列相同的至多几人，如 单位=1")
@click.option("--former", type=FILE, help="以前的结果（本命令的JSON输出）：best 尽量不改动它")
@click.option("--replace", "earlier", type=FILE, help="以前的结果：留下其中没有退出的人，补足其余")
@click.option("--withdrawn", type=Rows(), default="", help="已退出人员的行号")
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="把号码表和摘要写入文件，供核对")
@click.option("--verify", type=FILE, help="按种子核对 --record 写出的文件，不重新计算")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def command(ctx: click.Context, /, form: str, **given: Any) -> None:
    """从人选中选出若干人，使名额要求全部满足：公平抽取（leximin）或择优（best）。不需要数据库。"""
    began = time.perf_counter()
    try:
        pool = _pool(given)
        if given["verify"] is not None:
            _verify(pool, given["verify"], given["seed"])
            return
        _answer(pool, given, form, began)
    except NoCommitteeError:
        _say_impossible(pool, form)
        ctx.exit(IMPOSSIBLE)
    except UndecidedError:
        raise Failure("在规定的步数内没有算出结果。请减少类别或放宽名额要求后再试。") from None


def _pool(given: Mapping[str, Any]) -> Pool:
    """The pool as the options and files have it."""
    people = read_people(given["nominees"])
    columns = list(people[0]) if people else []
    demands = read_demands(given["quotas"], columns)
    if given["combinations"] is not None:
        demands += read_demands(given["combinations"], columns)
    fixed, barred = given["fixed"], given["withdrawn"]
    if given["earlier"] is not None:
        fixed = fixed | (_selected(given["earlier"]) - barred)
    pool = Pool(people, demands, given["seats"], given["per_unit"], fixed, barred)
    check(pool)
    if given["method"] == "best" and (given["former"] is None or "score" in columns):
        return replace(pool, scores=read_scores(given["nominees"], people, "score"))
    return pool


def _selected(path: Path) -> frozenset[int]:
    try:
        return frozenset(int(row) for row in json.loads(path.read_text("utf-8"))["selected"])
    except (ValueError, KeyError, TypeError):
        raise Failure(f"“{path.name}”不是本命令的结果，里面应有 selected。请用 --format json 的输出。") from None


def _answer(pool: Pool, given: Mapping[str, Any], form: str, began: float) -> None:
    """Choose, and say who, in the form asked for."""
    if given["method"] == "best":
        former = _selected(given["former"]) if given["former"] is not None else frozenset()
        rows = best(pool, former).rows
        chances = [float(row in rows) for row in range(len(pool.people))]
        _say(pool, form, chances, [Line(1, rows)], rows, began, [])
        return
    kinds = kinds_of(pool)
    lottery = leximin(kinds)
    listed = lines(kinds, lottery)
    seed = given["seed"] or draw.new_seed()
    rows = draw.drawn(listed, seed).members
    chances = [0.0] * len(pool.people)
    for members, chance in zip(kinds.rows, lottery.chances(kinds), strict=True):
        for row in members:
            chances[row] = float(chance)
    if given["record"] is not None:
        given["record"].write_text(written_record(pool, listed, seed), encoding="utf-8")
    _say(pool, form, chances, listed, rows, began, _notes(lottery, chances, pool, seed))


def _notes(lottery: Lottery, chances: Sequence[float], pool: Pool, seed: str) -> list[str]:
    """What the text says besides the numbers."""
    lowest = min(chances[row] for row in pool.eligible)
    if lottery.proven:
        proof = "已证明：不存在使最低机会更高的抽取办法，其后各级机会亦然。"
    else:
        proof = (
            f"未能证明最优：最低机会与已证明的上限{float(lottery.bound):.6f}相差{float(lottery.bound) - lowest:.6f}。"
        )
    return [proof, f"种子：{seed}"]


def _say(
    pool: Pool,
    form: str,
    chances: Sequence[float],
    listed: Sequence[Line],
    rows: Sequence[int],
    began: float,
    notes: Iterable[str],
) -> None:
    lowest = min(chances[row] for row in pool.eligible)
    total = sum(line.tickets for line in listed)
    seconds = round(time.perf_counter() - began, 3)
    if form == "json":
        found = {
            "probabilities": chances,
            "minimum": lowest,
            "committees": [{"probability": line.tickets / total, "members": list(line.members)} for line in listed],
            "selected": list(rows),
            "seconds": seconds,
        }
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"从{len(pool.eligible)}人中选{pool.seats}人，{len(pool.demands)}条名额要求全部满足。")
    if len(listed) > 1:
        click.echo(f"每人被选中的机会：最低{lowest:.2%}，最高{max(chances):.2%}；号码表共{len(listed)}行。")
    for note in notes:
        click.echo(note)
    click.echo(f"选中（行号，从0数起）：{'、'.join(map(str, rows))}")
    click.echo(f"用时{seconds}秒。")


def _say_impossible(pool: Pool, form: str) -> None:
    clashes, eased = conflict(pool), least_relaxation(pool)
    if form == "json":
        found = {
            "conflict": [_as_row(pool, clash.demand) for clash in clashes],
            "relaxation": [
                {**_as_row(pool, one.demand), "min": one.low, "max": one.high, "from": _ends(pool, one.demand)}
                for one in eased
            ],
        }
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"要选{pool.seats}人，下列{len(clashes)}条要求不能同时满足（去掉其中任何一条，其余的就能满足）：")
    for clash in clashes:
        click.echo(f"  {_clash_words(pool, clash)}")
    click.echo("改动最少的办法：")
    for one in eased:
        low, high = _ends(pool, one.demand).values()
        changes = [
            *([f"至少{low}人改为至少{one.low}人"] if one.low != low else []),
            *([f"至多{high}人改为至多{one.high}人"] if one.high != high else []),
        ]
        click.echo(f"  {_name(pool, one.demand)}：{'，'.join(changes)}")


def _name(pool: Pool, number: int | None) -> str:
    if number is None:
        assert pool.per_unit is not None  # nothing else is named so
        return f"同一{pool.per_unit.column}"
    return f"{pool.demands[number].category}：{pool.demands[number].feature}"


def _clash_words(pool: Pool, clash: Clash) -> str:
    low, high = _ends(pool, clash.demand).values()
    ends = [*([f"至少{low}人"] if clash.low else []), *([f"至多{high}人"] if clash.high else [])]
    there = ""
    if clash.demand is not None:
        count = sum(pool.demands[clash.demand].takes(pool.people[row]) for row in pool.eligible)
        there = f"（人选中有{count}人）"
    return f"{_name(pool, clash.demand)} {'、'.join(ends)}{there}"


def _ends(pool: Pool, number: int | None) -> dict[str, int]:
    if number is None:
        assert pool.per_unit is not None  # nothing else is named so
        return {"min": 0, "max": pool.per_unit.most}
    return {"min": pool.demands[number].low, "max": pool.demands[number].high}


def _as_row(pool: Pool, number: int | None) -> dict[str, Any]:
    """A demand as the quotas' file has it; the limit for each unit under the name of its column."""
    if number is None:
        assert pool.per_unit is not None  # nothing else is named so
        return {"category": pool.per_unit.column, "feature": "*", **_ends(pool, None)}
    return {"category": pool.demands[number].category, "feature": pool.demands[number].feature, **_ends(pool, number)}


def _verify(pool: Pool, path: Path, seed: str | None) -> None:
    """Say whether a record is of these files, keeps all quotas, and which line its seed draws."""
    if not seed:
        raise Failure("核对要用公布的种子。请加上 --seed。")
    record = read_record(path)
    base, _slash, witness = seed.partition("/")
    found = draw.verified(pool, record.lines, base, record.published, witness)
    if found is None:
        raise Failure("核对不通过：名单、名额要求、号码表或种子与公布的摘要不一致。请核对所用的文件是否为公布的版本。")
    if follow(pool, found.members, [one.left for one in record.followed], base) != record.followed:
        raise Failure("核对不通过：补抽的号码表或补上的人员与重新计算的不一致。请核对所用的文件是否为公布的版本。")
    click.echo("核对通过：名单、名额要求、号码表和种子与公布的摘要一致，号码表的每一行都满足名额要求。")
    click.echo(f"抽中（行号，从0数起）：{'、'.join(map(str, found.members))}")
    members = set(found.members)
    for one in record.followed:
        members = members - {one.left.row} | {one.row}
        click.echo(f"{one.left.row}退出，补抽{one.row}（现场号码{one.left.witness}，{len(one.lines)}人中抽1人）")
    if record.followed:
        click.echo(f"现在（行号，从0数起）：{'、'.join(map(str, sorted(members)))}")
