"""``keqiao import``: rosters as they are, and lists of every kind, several files at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
from django.utils import timezone

from keqiao.cli.acting import ACT, BODY_KINDS, find_body
from keqiao.cli.failures import Failure
from keqiao.exchange.spreadsheets.problems import Severity
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.bulk import abandon
from keqiao.kernel.verbs.models import Batch
from keqiao.plans.moved import moved_by_batch
from keqiao.registry.imports.kinds import ImportTable, Kind, all_kinds
from keqiao.registry.imports.people import ImportPeople, bring_in, summary
from keqiao.registry.imports.preview import Preview, preview
from keqiao.registry.imports.running import Found, apply, best, check, look, stage
from keqiao.registry.imports.running import summary as table_summary
from keqiao.registry.imports.sources import source_groups
from keqiao.registry.refusals import organisation_by_code
from keqiao.registry.verbs.posts import form_body

SHOWN = 50  # problems printed one by one
BODY_HELP = f"导入到哪个机构：{'、'.join(BODY_KINDS)}"
DAY = click.DateTime(["%Y-%m-%d"])


class Kinds(click.Group):
    """Rosters, and a command for each kind of list."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Rosters first."""
        return ["roster", *(kind.code for kind in all_kinds())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        kind = next((kind for kind in all_kinds() if kind.code == cmd_name), None)
        return super().get_command(ctx, cmd_name) if kind is None else _list_command(kind)


@click.group("import", cls=Kinds)
def command() -> None:
    """导入名册和各类名单。"""


def _list_command(kind: Kind) -> click.Command:
    return click.Command(
        kind.code,
        callback=lambda **given: import_lists(kind, **given),
        help=f"导入{kind.label}（.xlsx、.xls、.csv），可以一次给出几个文件。{kind.about}",
        short_help=f"导入{kind.label}",
        params=[
            click.Argument(["files"], nargs=-1, required=True, type=click.Path(path_type=Path)),
            click.Option(["--org", "code"], required=True, help="机构代码"),
            click.Option(["--sheet"], help="工作表名称；不写则取列名认得最多的工作表"),
            click.Option(["--skip-faulty"], is_flag=True, help="有错误的行不导入，其余照常导入"),
            click.Option(["--dry-run"], is_flag=True, help="只检查，不写入"),
        ],
    )


def import_lists(
    kind: Kind, files: tuple[Path, ...], code: str, sheet: str | None, skip_faulty: bool, dry_run: bool
) -> None:
    """Bring in lists: all are read first, so that an error in the last file keeps the first one out too."""
    organisation = organisation_by_code(code)
    staged = [_stage(kind, organisation, file, sheet, dry_run=dry_run) for file in files]
    faulty = sum(found.faulty for _file, found, _batch in staged)
    if faulty and not skip_faulty and not dry_run:
        for _file, _found, batch in staged:
            if batch is not None:
                abandon(batch)
        raise Failure(
            f"共{faulty}行有错误，没有导入任何一行。请按所列位置改正后重新导入，或加上 --skip-faulty 跳过有错误的行。"
        )
    if dry_run:
        click.echo("只检查，没有写入。")
        return
    for file, _found, batch in staged:
        if batch is not None:
            done = apply(ACT, batch)
            click.echo(
                f"“{file.name}”已导入。{table_summary(done)}导入编号 {done.pk}，撤销：keqiao undo import {done.pk}"
            )


def _stage(
    kind: Kind, organisation: Organisation, file: Path, sheet: str | None, *, dry_run: bool
) -> tuple[Path, Found, Batch | None]:
    sheets = look(file, kind)
    seen = best(sheets) if sheet is None else next((one for one in sheets if one.name == sheet), None)
    if seen is None:
        raise Failure(f"“{file.name}”里没有可读的工作表“{sheet}”。请核对工作表名称。")
    found, batch = Found(), None
    if dry_run:
        found = check(kind, organisation, seen, file.name)
    else:
        # Applying compares anyway, under its lock; here only the cells are checked.
        data = ImportTable(filename=file.name)
        batch = stage(ACT, kind, organisation, seen, data, found, compare=kind.compared_first)
    click.echo(f"“{file.name}”工作表“{seen.name}”：{found.rows}{kind.noun}，{found.faulty}行有错误。")
    for problem in found.problems[:SHOWN]:
        click.echo(f"  {'错误' if problem.severity is Severity.ERROR else '提示'} {problem}")
    more = found.errors + found.warnings - min(SHOWN, len(found.problems))
    if more:
        click.echo(f"  另有{more}处未列出。")
    if dry_run:
        click.echo(f"  其中新登记{found.new}{kind.noun}、已有{found.known}{kind.noun}。")
    return file, found, batch


@command.command("roster")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--org", "code", required=True, help="机构代码")
@click.option(
    "--body", "kind", required=True, type=click.Choice(BODY_KINDS), help="导入到哪个机构（代表大会、全委会等）"
)
@click.option("--body-name", "name", help="同类机构有几个时，指明名称")
@click.option("--sheet", help="工作表名称；不写则取第一个像名册的工作表")
@click.option("--term", type=click.IntRange(1, 999), help="届次；不写则导入当前这一届，没有这一届时新开一届")
@click.option("--term-start", "starts", type=DAY, help="新开一届的第一天（2026-05-08），不写则为今天")
@click.option("--term-end", "ends", type=DAY, help="新开一届的计划届满日期")
@click.option("--confirm-sources", is_flag=True, help="按建议的来源类别直接确认")
@click.option("--skip-faulty", is_flag=True, help="有错误的行不导入，其余照常导入")
@click.option("--dry-run", is_flag=True, help="只检查，不写入")
def import_people(
    file: Path,
    code: str,
    kind: str,
    name: str | None,
    sheet: str | None,
    term: int | None,
    starts: dt.datetime | None,
    ends: dt.datetime | None,
    confirm_sources: bool,
    skip_faulty: bool,
    dry_run: bool,
) -> None:
    """导入人员名册（.xlsx、.xls、.csv），不必先整理格式。"""
    organisation = organisation_by_code(code)
    body = find_body(organisation, kind, name)
    seen = preview(file, organisation, body, sheet=sheet)
    _show(seen)
    choices = {"confirm_sources": confirm_sources, "skip_faulty": skip_faulty}
    data = ImportPeople.model_validate(choices | _term(body, organisation, kind, term, starts, ends))
    if seen.errors and not skip_faulty:
        raise Failure(
            f"“{seen.roster.file}”有{len(seen.faulty_rows)}行、{len(seen.errors)}处错误，没有导入任何一行。"
            "请按所列位置改正后重新导入，或加上 --skip-faulty 跳过有错误的行。"
        )
    if dry_run:
        click.echo("只检查，没有写入。")
        return
    if body is None:
        body = form_body(ACT, organisation, {"kind": kind, "name": name or ""})
    _import(body, seen, data)


def _import(body: Body, seen: Preview, data: ImportPeople) -> None:
    batch = bring_in(ACT, body, seen, data)
    click.echo(f"已导入。{summary(batch).words()}")
    waiting = sum(group.people for group in source_groups(body.organisation))
    if waiting:
        click.echo(f"还有{waiting}人的来源类别待确认，请在工作台成批确认，或加上 --confirm-sources 再导入一次。")
    for one in moved_by_batch(batch):
        click.echo(f"任务指标变化：{one.title}：{one.before} → {one.after}")
    click.echo(f"导入编号 {batch.pk}。如需撤销：keqiao undo import {batch.pk}")


def _term(
    body: Body | None,
    organisation: Organisation,
    kind: str,
    number: int | None,
    starts: dt.datetime | None,
    ends: dt.datetime | None,
) -> dict[str, object]:
    """Which term the roster is for: the current one, the one named, or a new one."""
    if number is None:
        today = timezone.localdate()
        if body is None or not body.terms.filter(starts__lte=today).exists():
            raise Failure(
                f"“{organisation}”还没有开始任何一届{BodyKind(kind).label}。"
                "请用 --term 写明届次（需要时用 --term-start 写明开始日期）。"
            )
        return {}
    if body is not None and body.terms.filter(number=number).exists():
        if starts or ends:
            raise Failure(
                f"“{body}”已经有第{number}届，不能再写 --term-start 或 --term-end。请去掉它们，或换一个届次。"
            )
        return {"term": number}
    return {
        "mode": "new_term",
        "term": number,
        "term_starts": starts.date() if starts else timezone.localdate(),
        "term_ends": ends.date() if ends else None,
    }


def _show(seen: Preview) -> None:
    read = "、".join(f"{column.letter} {column.label}" for column in seen.columns if column.kept)
    unread = [column.header for column in seen.columns if not column.kept]
    counts = seen.counts
    click.echo(f"“{seen.roster.file}”工作表“{seen.roster.sheet}”：识别出{counts['rows']}人。")
    click.echo(f"采用的列：{read}。" + (f"不采用的列：{'、'.join(unread)}。" if unread else ""))
    for problem in seen.problems[:SHOWN]:
        click.echo(f"  {'错误' if problem in seen.errors else '提示'} {problem}")
    if len(seen.problems) > SHOWN:
        click.echo(f"  另有{len(seen.problems) - SHOWN}处未列出。")
    click.echo(f"可导入{len(seen.clean_rows)}人，其中新登记{counts['new']}人、已有{counts['known']}人。")
