"""``keqiao plans``: which plans there are, whether their packages hold, what figures say and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from django.conf import settings

from keqiao.cli.acting import ACT
from keqiao.cli.failures import Failure
from keqiao.kernel.facts import schema
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.plans.compared import compared
from keqiao.plans.coverage.checked import problems_of_bindings
from keqiao.plans.coverage.coverage import coverage
from keqiao.plans.coverage.register import problems_of_registers
from keqiao.plans.drafting.kept import published_files
from keqiao.plans.engine import days
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.logic import NO, UNKNOWN, YES
from keqiao.plans.figures import Board, board
from keqiao.plans.issued import attach_text, issued
from keqiao.plans.library import library
from keqiao.plans.models import ProgrammeState
from keqiao.plans.opened import opened
from keqiao.plans.packages.cases import run_cases
from keqiao.plans.packages.files import Files, FolderFiles, WrittenFiles
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import PackageError
from keqiao.plans.packages.read import package_folders, read_files
from keqiao.plans.packages.relations import problems_between
from keqiao.plans.programmes.install import install_plan
from keqiao.plans.reading.reading import read_plan
from keqiao.plans.reading.source import ReadError, read_source
from keqiao.plans.shown import printed, shown, target_words
from keqiao.plans.snapshots.take import take_snapshot
from keqiao.plans.snapshots.use import Snapshot
from keqiao.plans.world import DjangoDatabase, Installation
from keqiao.registry.refusals import organisation_by_code

COMPARED = {"stricter": "更严", "equal": "相同", "weaker": "较宽", "not_comparable": "不可比"}
KINDS = {
    "target": "要求",
    "baseline": "原有",
    "achieved": "现状",
    "date": "时间",
    "reference": "文号",
    "name": "名称",
}
REASONS = {"missing": "不存在", "planned": "待建", "uncounted": "没有计算", "empty": "没有记录"}
STATES = {"in_force": "施行", "draft": "草案", "fictional": "虚构"}
ANSWERS = {NO: "不计入", YES: "计入", UNKNOWN: "待核实"}


class Day(click.ParamType[int]):
    """A day as people type it into commands: 2026-11-24."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The day as ``yyyymmdd``; wrong use when it isn't one."""
        try:
            return days.parse(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，请写成 2026-11-24 的样式", param, ctx)


@click.group()
def command() -> None:
    """查看方案，检查方案包，计算任务指标。"""


@command.command("list")
def list_plans() -> None:
    """列出全部方案。"""
    for package in library().all():
        state = STATES[package.state]
        click.echo(f"{package.id}  {state}  {len(package.commitments)}项任务指标  {package.title.zh}")
    for name in library().faulty:
        click.echo(f"{name}  有错误，不能使用。请运行 keqiao plans check {name}。")


@command.command()
@click.argument("names", metavar="[方案编号]...", nargs=-1)
def check(names: tuple[str, ...]) -> None:
    """检查方案包：格式、规则、条目和边界案例。不写编号则检查全部，包括示例。"""
    folders = package_folders(Path(settings.PLANS))
    known: dict[str, Files] = {name: WrittenFiles(name, texts) for name, texts in published_files().items()}
    known |= {folder.name: FolderFiles(folder) for folder in folders}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Failure(f"没有方案包“{unknown[0]}”。现有：{'、'.join(known)}。")
    faults = sum(_check(known[name]) for name in names or known) + _check_between(names or known)
    faults += 0 if names else _check_registers()
    if faults:
        raise Failure(f"共有{faults}处问题。请按所列的文件、位置和办法修改后再检查。")


def _check_between(names: Iterable[str]) -> int:
    """Say what is wrong between these packages and the others. Returns how many faults."""
    found = problems_between(library().all())
    told = [problem for problem in found if problem.file.partition("/")[0] in set(names)]
    for problem in told:
        click.echo(f"  {problem}")
    return len(told)


def _check_registers() -> int:
    """Say what is wrong with features.yaml and systems.yaml. Returns how many faults."""
    try:
        found = list(problems_of_registers())
    except PackageError as error:
        found = error.problems
    for problem in found:
        click.echo(f"  {problem}")
    return len(found)


def _check(files: Files) -> int:
    """Say what is wrong with one package, or that nothing is. Returns how many faults."""
    facts = schema.all_facts()
    try:
        package = read_files(files, facts)
    except PackageError as error:
        for problem in error.problems:
            click.echo(f"  {problem}")
        return len(error.problems)
    bindings = problems_of_bindings(Path(settings.PLANS) / files.name, package)
    for problem in bindings:
        click.echo(f"  {problem}")
    wrong = [case for case in run_cases(package, facts, DjangoDatabase()) if case.differences]
    for case in wrong:
        said = "；".join(f"{key} 应为 {expected}，算得 {found}" for key, (expected, found) in case.differences.items())
        click.echo(f"  {files.name} 案例（第{case.line}行，{case.commitment}）：{said}")
    if not wrong and not bindings:
        counts = f"{len(package.commitments)}项任务指标，{len(package.cases)}个边界案例"
        click.echo(f"{files.name}：没有问题（{counts}）。")
    return len(wrong) + len(bindings)


@command.command()
@click.argument("first", metavar="方案编号")
@click.argument("second", metavar="方案编号")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def compare(first: str, second: str, form: str) -> None:
    """逐个议题比较两份方案：第二份比第一份更严、相同、较宽、没有要求，还是不可比。"""
    plans = library().plan(first), library().plan(second)
    found = compared(*plans)
    if form == "json":
        topics = [
            {
                "topic": one.topic,
                "answer": one.answer,
                "silent": one.silent or None,
                "first": [_demand(made) for made in one.first],
                "second": [_demand(made) for made in one.second],
            }
            for one in found
        ]
        click.echo(json.dumps({"plans": [first, second], "topics": topics}, ensure_ascii=False, indent=2))
        return
    for one in found:
        said = f"{one.silent}没有要求" if one.silent else COMPARED[one.answer]
        click.echo(f"{said}  {one.topic}")
        for plan, demands in zip(plans, (one.first, one.second), strict=True):
            for made in demands:
                click.echo(f"    {plan.id}  {printed(plan.clause(made.clause))}  {made.title.zh}：{target_words(made)}")


def _demand(made: Commitment) -> dict[str, Any]:
    """A commitment as the comparison tells of it."""
    return {"commitment": made.id, "clause": made.clause, "target": target_words(made)}


@command.command("coverage")
@click.argument("names", metavar="[方案编号]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def coverage_command(names: tuple[str, ...], form: str) -> None:
    """各方案的规定和所要求的系统，有多少落到能运行的功能上，还有哪些没有。"""
    found = coverage(names or None)
    if form == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        return
    for one in found.plans:
        bound, declaratory, left = (one.ids(state) for state in ("bound", "declaratory", "open"))
        click.echo(
            f"{one.plan.id}：{len(one.provisions)}条规定，已落实{len(bound)}条，"
            f"宣示性{len(declaratory)}条，未落实{len(left)}条"
        )
        for covered in one.provisions:
            if covered.state == "open":
                why = "、".join(f"{bound.binding}（{REASONS[bound.reason]}）" for bound in covered.bindings)
                click.echo(f"  {covered.provision.id}  {covered.provision.summary.zh}{'  ' + why if why else ''}")
    every = found.systems
    click.echo(f"系统：{len(every)}个，已落实{sum(one.bound for one in every)}个")


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def read(file: Path, form: str) -> None:
    """读方案或类似文件 FILE（文本、网页、Word、PDF）：列出条目和其中的数字。"""
    try:
        found = read_plan(file)
    except ReadError as error:
        raise Failure(str(error)) from None
    if form == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False))
        return
    click.echo(found.title)
    for clause in found.clauses:
        click.echo(f"{clause.number}  {clause.title}")
        for one in found.in_clause(clause):
            value = " ".join(part for part in (one["comparator"], str(one["value"] or ""), one["unit"]) if part)
            click.echo(f"    {KINDS[one['kind']]}：{one['text']}" + (f"（{value}）" if value else ""))


@command.command()
@click.argument("name", metavar="方案编号")
@click.argument("file", type=click.Path(path_type=Path))
def attach(name: str, file: Path) -> None:
    """把印发的方案原文 FILE 附到方案上，在进展页的条目旁显示；与方案包不一致的会说明。"""
    package = library().plan(name)
    roots = package.scope.roots(Installation().tree(today()))
    if len(roots) != 1:
        raise Failure(f"方案“{name}”所约束的科协还没有登记。请先登记行政区划{package.jurisdiction}的科协。")
    try:
        source = read_source(file)
    except ReadError as error:
        raise Failure(str(error)) from None
    organisation = Organisation.objects.get(pk=roots[0].id)
    data = {"plan": name, "name": source.name, "digest": source.sha256, "text": source.text}
    attach_text(ACT, organisation, data)
    found = issued(package, organisation.pk)
    assert found is not None  # attached a moment ago
    click.echo(f"已附上“{source.name}”，{len(found.clauses)}个条目旁会显示原文。")
    for fault in found.faults:
        click.echo(f"注意：{fault}")


@command.command()
@click.argument("name", metavar="方案编号")
@click.option("--org", "code", required=True, help="机构代码：在哪个科协安装")
def install(name: str, code: str) -> None:
    """在科协安装方案：按方案建立项目草稿。再次安装不改动已被修改的内容，只列出差异。"""
    done = install_plan(ACT, organisation_by_code(code), {"plan": name})
    planned = sum(one.status == ProgrammeState.PLANNED for one in done.begun)
    click.echo(f"建立{len(done.begun)}个项目（其中{planned}个待建），更新{len(done.updated)}个。")
    for one in done.differences:
        ours = one.ours or "无"
        click.echo(f"  差异  {one.programme.code}  {one.key}：本单位“{ours}”，方案包“{one.packaged or '无'}”")


@command.command()
@click.option("--plan", "plan", help="方案编号；不写则计算全部方案")
@click.option("--org", "code", help="机构代码：只计算由该单位承担的指标")
@click.option("--as-of", "as_of", type=Day(), help="统计日（2026-11-24），不写则为今天")
@click.option("--engine", type=click.Choice(["database", "duckdb"]), default="database", show_default=True)
@click.option("--snapshot", type=click.Path(path_type=Path), help="快照所在目录（duckdb）")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def evaluate(
    plan: str | None, code: str | None, as_of: int | None, engine: str, snapshot: Path | None, form: str
) -> None:
    """计算任务指标。"""
    if engine == "database" and snapshot is not None:
        raise click.UsageError("--snapshot 只用于 --engine duckdb")
    packages = [library().plan(plan)] if plan else _every_plan()
    organisations = [organisation_by_code(code).pk] if code else None
    day = as_of or today()
    with _world(engine, snapshot) as world:
        found = board(packages, as_of=day, organisations=organisations, kept=False, world=world)
    if form == "json":
        click.echo(json.dumps([as_row(figure) for figure in found.figures], ensure_ascii=False, indent=1))
        return
    _print(packages, found)


def _every_plan() -> list[Package]:
    """All plans; a script must not take a faulty one for one without figures."""
    for error in library().faulty.values():
        raise error
    return library().all()


@contextmanager
def _world(engine: str, snapshot: Path | None) -> Iterator[Installation]:
    """Where the engine looks: the database, a snapshot, or one taken for this evaluation alone."""
    if engine == "database":
        yield Installation()
        return
    with TemporaryDirectory(prefix="keqiao-") as folder:
        if snapshot is None:
            snapshot = Path(folder) / "snapshot"
            take_snapshot(ACT, snapshot)
        opened = Snapshot(snapshot)
        try:
            yield Installation(opened)
        finally:
            opened.close()


@command.command("snapshot")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--days", type=click.IntRange(1, 366), default=30, show_default=True, help="有效天数")
def snapshot_command(folder: Path, days: int) -> None:
    """把统计所需的数据导出为快照目录 FOLDER，不含姓名和证件号码。"""
    description = take_snapshot(ACT, folder, days=days)
    size = sum(description.files.values()) / 2**20
    click.echo(f"快照已生成：{folder}（{len(description.files)}个文件，{size:.1f}MB，有效期至{description.expires}）。")


def _print(packages: list[Package], found: Board) -> None:
    if not found.figures:
        click.echo("没有由该单位承担的任务指标。")
    for package in packages:
        figures = [figure for figure in found.figures if figure.commitment.plan == package.id]
        if figures:
            click.echo(f"{package.title.zh}（{package.id}）")
        for figure in figures:
            line = shown(figure, package)
            value = " ".join(part for part in (line.value_text, line.count_text, line.unknown_text) if part)
            click.echo(f"  {line.status_word}  {figure.subject.name}  {line.title}：{value}（{line.target_label}）")


@command.command()
@click.argument("commitment", metavar="方案编号/指标编号")
@click.option("--org", "code", help="机构代码；只有一个单位承担时可以不写")
@click.option("--as-of", "as_of", type=Day(), help="统计日（2026-11-24），不写则为今天")
@click.option("--rows", "most", type=click.IntRange(0), default=20, show_default=True, help="最多列出几条记录")
def explain(commitment: str, code: str | None, as_of: int | None, most: int) -> None:
    """说明一项指标：规则、数值、所依据的记录、还差什么。"""
    plan, _, name = commitment.partition("/")
    package = library().plan(plan)
    if name not in {made.id for made in package.commitments}:
        raise Failure(
            f"方案“{plan}”没有编号为“{name}”的任务指标。请运行 keqiao plans evaluate --plan {plan} 查看编号。"
        )
    organisations = [organisation_by_code(code).pk] if code else None
    day = as_of or today()
    found = board(
        [package], as_of=day, organisations=organisations, commitments=[name], kept=False, world=Installation()
    )
    if not found.figures:
        raise Failure("没有承担这项指标的单位。请核对机构代码和统计日。")
    for figure in found.figures:
        _explain(package, found, figure, most)


def _explain(package: Package, found: Board, figure: Figure, most: int) -> None:
    line, inside = shown(figure, package), opened(figure, package, found)
    click.echo(f"{figure.subject.name}：{line.title}（{line.clause}）")
    click.echo(f"  规则：{inside.sentence.zh}")
    click.echo(f"  Rule: {inside.sentence.en}")
    for term, meaning in inside.sentence.terms:
        click.echo(f"    {term.zh}：{meaning.zh}")
    value = " ".join(part for part in (line.value_text, line.count_text, line.unknown_text) if part)
    click.echo(f"  {line.status_word}：{value}，{line.target_label}。{inside.repair}")
    records = inside.records(names=True)
    for record in records[:most]:
        click.echo(f"  {ANSWERS[record.verdict]}  {record.label}{'：' + record.detail if record.detail else ''}")
    if len(records) > most:
        click.echo(f"  另有{len(records) - most}条未列出。")


def as_row(figure: Figure) -> dict[str, Any]:
    """A figure in the shape that scripts rely on."""
    made, result = figure.commitment, figure.result
    return {
        "plan": made.plan,
        "commitment": made.id,
        "clause": made.clause,
        "topic": made.topic,
        "subject": {
            "code": figure.subject.code,
            "name": figure.subject.name,
            "kind": figure.subject.kind,
            "level": figure.subject.level,
        },
        "as_of": days.text(figure.as_of),
        "numerator": _number(result.numerator),
        "denominator": _number(result.denominator),
        "unknown": result.unknown,
        "value": _number(result.value),
        "target": made.target.text,
        "status": figure.status.value,
        "proof": made.proof,
    }


def _number(value: Fraction | None) -> int | float | None:
    """A number rounded half to even to six places; whole numbers stay whole."""
    if value is None:
        return None
    rounded = round(value, 6)
    return rounded.numerator if rounded.denominator == 1 else float(rounded)
