"""One changed post: how soon the figures of its whole chain are right, at two sizes of the country on PostgreSQL.

Each size is a site of its own: a database, a home, and a process that is told by lines what to do next and answers
each with a line of JSON. The two take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from django.apps import apps
from django.db import connection, models

from keqiao.cli.main import run
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import ancestors, today
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post, Term
from keqiao.kernel.verbs.contract import OPERATOR, Act
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.figures import board
from keqiao.plans.library import library
from keqiao.plans.models import Tally
from keqiao.plans.tallies import refresh
from keqiao.plans.world import Installation
from keqiao.registry.verbs.posts import elect, end_post

from .country import make_country
from .table import Row

SERVER = os.environ.get("KEQIAO_BENCH_SERVER", "postgres://root@127.0.0.1:5432")
SIZES = (10_000, 1_000_000)
COUNTY = "450223"  # the post changes here; a city, a province and the nation stand above it
WARM_UP, RUNS = 2, 10
BOUND, TIMES = 1, 2  # seconds; how much slower the larger country may be
BLOCK = 1 << 20  # bytes
SITE = "import django; django.setup(); from bench import chain; chain.serve({people})"


def rows() -> list[Row]:
    """The claims, or one row that says why there are none."""
    try:
        psycopg.connect(f"{SERVER}/postgres").close()
    except psycopg.OperationalError:
        return [Row("one changed post at two sizes of the country", "not measured", "no PostgreSQL to be reached")]
    with contextlib.ExitStack() as stack:
        sites = {people: stack.enter_context(_site(people)) for people in SIZES}
        filled = {people: ask("fill") for people, ask in sites.items()}
        runs = [{people: ask("change") for people, ask in sites.items()} for _ in range(WARM_UP + RUNS)][WARM_UP:]
        checked = {people: ask("check") for people, ask in sites.items()}
    medians = {people: _median([one[people] for one in runs]) for people in SIZES}
    found = [row for people in SIZES for row in _rows_of(people, filled[people], medians[people], checked[people])]
    return [*found, _beside(medians)]


Answer = dict[str, Any]


def _rows_of(people: int, filled: Answer, median: Answer, checked: Answer) -> list[Row]:
    size = f"{people:,} people, {filled['posts']:,} posts"
    figures, same = checked["figures"], checked["same"]
    return [
        Row(f"{size}: all is counted for the first time", _times(filled), f"{filled['tallies']:,} tallies"),
        Row(
            f"{size}: from one changed post to the {figures} figures of its chain",
            _times(median),
            f"bound {BOUND} s; {median['statements']:.0f} statements",
            median["wall"] <= BOUND,
        ),
        Row(f"{size}: these beside figures counted anew", f"{same} the same", f"{figures} figures", same == figures),
    ]


def _beside(medians: Mapping[int, Answer]) -> Row:
    few, many = SIZES
    return Row(
        f"one changed post among {many:,} people beside {few:,} (bound {TIMES}×)",
        _times(medians[many]),
        _times(medians[few]),
        medians[many]["wall"] <= TIMES * medians[few]["wall"],
    )


def _times(one: Answer) -> str:
    wall, cpu, database = (f"{one[name] * 1000:,.1f} ms" for name in ("wall", "cpu", "database"))
    return f"{wall} wall, {cpu} CPU of Python, {database} waiting for PostgreSQL"


def _median(found: Sequence[Answer]) -> Answer:
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


@contextlib.contextmanager
def _site(people: int) -> Iterator[Callable[[str], Answer]]:
    """A database and a process for a country of that size; gives what tells it a word and hands on the answer."""
    name = f"keqiao_bench_{people}_{secrets.token_hex(4)}"
    with (
        tempfile.TemporaryDirectory(prefix="keqiao-chain-") as home,
        psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server,
    ):
        server.execute(f"CREATE DATABASE {name}".encode())
        process = subprocess.Popen(
            [sys.executable, "-c", SITE.format(people=people)],
            env=os.environ | {"KEQIAO_HOME": home, "KEQIAO_DATABASE_URL": f"{SERVER}/{name}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield lambda word: _told(process, word)
        finally:
            process.communicate()
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _told(process: subprocess.Popen[str], word: str) -> Answer:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{word}\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"The site of the bench ended when told to {word}; what went wrong stands above.")
    answer: Answer = json.loads(line)
    return answer


def serve(people: int) -> None:
    """What a site's process does: each word of its input, one answer a line."""
    change = _changes()
    does: dict[str, Callable[[], Answer]] = {
        "fill": lambda: _fill(people),
        "change": lambda: next(change),
        "check": _check,
    }
    for line in sys.stdin:
        sys.stdout.write(json.dumps(does[line.strip()]()) + "\n")
        sys.stdout.flush()


def _fill(people: int) -> Answer:
    """Make the tables, bring in a country and count everything once."""
    with contextlib.redirect_stdout(io.StringIO()):
        if run(["migrate"]):
            raise RuntimeError("The bench's database could not be made.")
    with tempfile.TemporaryDirectory(prefix="keqiao-country-") as folder:
        bring_in(make_country(Path(folder) / "country", people))
    times = _timed(lambda: refresh(today()))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as PostgreSQL does by itself a minute after so many new rows
    return times | {"posts": Post.objects.count(), "tallies": Tally.objects.count()}


def bring_in(snapshot: Path) -> None:
    """Copy a snapshot's tables into the database, with something in each column that the snapshot leaves out."""
    duck = duckdb.connect(":memory:")
    ours = {model._meta.db_table: model for model in apps.get_models()}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # a document that is drawn has no file
        for file in sorted(snapshot.glob("*.parquet")):
            _copy(ours[file.stem], file, duck, cursor)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")
    duck.close()


def _copy(model: type[models.Model], file: Path, duck: duckdb.DuckDBPyConnection, cursor: Any) -> None:
    table, fields = model._meta.db_table, model._meta.concrete_fields
    kept = {name for name, *_ in duck.execute(f"DESCRIBE SELECT * FROM '{file}'").fetchall()}
    values = ", ".join(_value(field, kept=field.column in kept) for field in fields)
    written = file.with_suffix(".csv")
    duck.execute(rf"COPY (SELECT {values} FROM '{file}') TO '{written}' (HEADER FALSE, NULLSTR '\N')")
    columns = ", ".join(f'"{field.column}"' for field in fields)
    cursor.execute(f"CREATE TEMPORARY TABLE drawn (LIKE {table})")
    with cursor.copy(rf"COPY drawn ({columns}) FROM STDIN (FORMAT csv, NULL '\N')") as copy, written.open("rb") as read:
        while block := read.read(BLOCK):
            copy.write(block)
    # Of what may be there once only and was drawn twice, one is kept.
    cursor.execute(f"INSERT INTO {table} SELECT * FROM drawn ON CONFLICT DO NOTHING")
    cursor.execute("DROP TABLE drawn")
    last = f"(SELECT COALESCE(MAX(id), 0) + 1 FROM {table})"
    cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")


def _value(field: models.Field[Any, Any], *, kept: bool) -> str:
    """A column as the snapshot has it, otherwise whatever the database accepts there."""
    kind = field.get_internal_type()
    if kind in ("CharField", "TextField"):
        plain = f'CAST("{field.column}" AS VARCHAR)' if kept else "''" if field.blank else "'n' || id"
        return f"COALESCE({plain}, '')"
    if kept:
        return f'"{field.column}"'
    if kind == "UUIDField":
        return "uuid()"
    return "NULL" if field.null else "1"


def _changes() -> Iterator[Answer]:
    """A post more, a post less, and so on; each time until all figures of the chain are there."""
    act = Act(OPERATOR, "bench")
    term = Term.objects.filter(body__organisation__code=COUNTY, body__kind="congress").latest("starts")
    person = Person.objects.exclude(posts__term=term).order_by("pk")[0]
    while True:
        made = elect(act, term, {"person": person.pk, "role": "delegate", "starts": dt.date(2025, 1, 1)})
        yield _timed(_figures)
        end_post(act, made, {"ends": dt.date(2025, 1, 2)})
        yield _timed(_figures)


def _figures(*, kept: bool = True) -> Sequence[Figure]:
    """All figures of the county and of the associations above it, under all plans, from records at every level."""
    chain = ancestors(Organisation.objects.get(code=COUNTY).pk)
    return board(library().all(), organisations=chain, kept=kept, world=Installation()).figures


def _check() -> Answer:
    """How many figures from tallies are the same when counted anew."""
    pairs = list(zip(_figures(), _figures(kept=False), strict=True))
    return {"figures": len(pairs), "same": sum(one == other for one, other in pairs)}


def _timed(work: Callable[[], object]) -> Answer:
    """Wall, CPU of Python and the time spent waiting for the database, in seconds, and the number of statements."""
    waited: list[float] = []

    def note(execute: Callable[..., Any], *rest: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            waited.append(time.perf_counter() - begun)

    wall, cpu = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(note):
        work()
    return {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "database": sum(waited),
        "statements": len(waited),
    }
