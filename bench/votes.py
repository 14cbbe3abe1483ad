"""A congress of 1,000 signs in and votes twenty times, over HTTP, on the embedded database and on PostgreSQL.

Each signs in by the code at the door and then casts a ballot in each vote, from a browser of their own; every fifth
click is doubled. The site is served as ``keqiao serve`` serves it; those who click are threads of this process, on the
same cores. In the end the tables are compared with what was clicked.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from .chain import SERVER
from .hall import SEATS, STANDING
from .load import TOKEN, _free_port
from .table import Row

DELEGATES = int(os.environ.get("KEQIAO_BENCH_DELEGATES", "1000"))
VOTES = int(os.environ.get("KEQIAO_BENCH_VOTES", "20"))
AT_ONCE = 20
DOUBLED = 5  # every fifth click comes twice
BOUND = 2.0  # seconds from closing to the result on the page
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
START = "import django, json\ndjango.setup()\nfrom bench import hall\n"
FILL = f"{START}print(json.dumps(hall.fill({DELEGATES})))"
CODE = f"{START}print(json.dumps(hall.code()))"
OPEN = f"{START}print(json.dumps(hall.open_votes({VOTES})))"
FOUND = f"{START}print(json.dumps(hall.found()))"

Click = Callable[[], None]


def rows() -> list[Row]:
    """The claims on each database."""
    made = [*_measured("SQLite", "")]
    try:
        server = psycopg.connect(f"{SERVER}/postgres", autocommit=True)
    except psycopg.OperationalError:
        return [*made, Row("the same on PostgreSQL", "not measured", "no PostgreSQL to be reached")]
    name = f"keqiao_bench_votes_{secrets.token_hex(4)}"
    with server:
        server.execute(f"CREATE DATABASE {name}".encode())
    try:
        made += _measured("PostgreSQL", f"{SERVER}/{name}")
    finally:
        with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as last:
            last.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
    return made


@dataclass(frozen=True)
class Round:
    """Everybody at something once: from the first click to the last answer, and each answer, in seconds."""

    seconds: float
    answers: list[float]


@dataclass(frozen=True)
class Cast(Round):
    """One vote as the bench went through it."""

    visible: float


def _measured(database: str, url: str) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="keqiao-votes-") as home:
        given = os.environ | {
            "KEQIAO_HOME": home,
            "KEQIAO_DATABASE_URL": url,
            "KEQIAO_DEMO": "",
            "KEQIAO_SECOND_FACTOR": "own",
        }
        subprocess.run([sys.executable, "-m", "keqiao", "migrate"], env=given, check=True, stdout=subprocess.DEVNULL)
        told = _said(FILL, given)
        with _serving(given) as site:
            entered = _enter(site.port, told, given)
            told |= _said(OPEN, given)
            before = site.used()
            casts = [_vote(site.port, told, number) for number in range(VOTES)]
            after = site.used()
        found = _said(FOUND, given)
    return [
        _came(database, entered, told),
        _kept(database, found),
        _speed(database, casts, after.cpu - before.cpu, after.peak),
        _visible(database, casts),
    ]


def _said(code: str, given: dict[str, str]) -> Any:
    made = subprocess.run([sys.executable, "-c", code], env=given, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(made.stdout.splitlines()[-1])


@dataclass(frozen=True)
class Used:
    """What the site's processes have used: CPU seconds, and the sum of their peaks of memory in MiB."""

    cpu: float
    peak: float


@dataclass(frozen=True)
class Site:
    """A running site."""

    port: int
    pid: int

    def used(self) -> Used:
        """Of all its processes until now."""
        family = list(_family(self.pid))
        return Used(sum(_cpu(pid) for pid in family), sum(_peak(pid) for pid in family))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _cpu(pid: int) -> float:
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _peak(pid: int) -> float:
    told = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in told if line.startswith("VmHWM:"))


@contextlib.contextmanager
def _serving(given: dict[str, str]) -> Iterator[Site]:
    port = _free_port()
    serving = subprocess.Popen([sys.executable, "-m", "keqiao", "serve", "--port", str(port)], env=given)
    try:
        _wait(port)
        yield Site(port, serving.pid)
    finally:
        serving.terminate()
        serving.wait()


def _wait(port: int) -> None:
    for _attempt in range(120):
        with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as line:
            line.request("GET", "/login/")
            line.getresponse().read()
            return
        time.sleep(0.5)
    raise RuntimeError("The site of the bench did not begin to answer.")


def marks_of(delegate: int, number: int) -> dict[str, str]:
    """How a delegate votes, so that it can be added up without asking the site."""
    first = (delegate * 7 + number) % STANDING
    chosen = {(first + step) % STANDING for step in range(SEATS - delegate % 3)}
    return {str(place + 1): "for" if place in chosen else "against" for place in range(STANDING)}


def _enter(port: int, told: dict[str, Any], given: dict[str, str]) -> Round:
    """Everybody signs in by the code at the door."""
    path = f"/home/meetings/{told['meeting']}/sign-in/{_said(CODE, given)}/"
    return _round([partial(_signed_in, port, path, cookies) for cookies in told["delegates"]])


def _signed_in(port: int, path: str, cookies: dict[str, str]) -> None:
    status, said = _asked(port, path, cookies, {})
    if status != http.client.FOUND:
        raise RuntimeError(f"{path} was answered with {status}: {said[-400:]}")


def _vote(port: int, told: dict[str, Any], number: int) -> Cast:
    """Everybody casts, the clerk closes and looks until the result is there."""
    election = told["elections"][number]
    clicks: list[Click] = []
    for delegate, line in enumerate(election["lines"]):
        form = {f"mark-{place}": mark for place, mark in marks_of(delegate, number).items()}
        form |= {"stage": "cast", "receipt": "".join(secrets.choice(SIGNS) for _sign in range(16))}
        clicks.append(partial(_clicked, port, f"/home/votes/ballots/{line}/", told["delegates"][delegate], form))
    made = _round(clicks)
    return Cast(made.seconds, made.answers, _closed(port, told["clerk"], election["id"]))


def _round(clicks: list[Click]) -> Round:
    """Carry out the clicks with so many at once, every fifth of them twice."""
    doubled = [click for place, click in enumerate(clicks) for _time in range(2 if place % DOUBLED == 0 else 1)]
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as hall:
        answers = list(hall.map(_timed, doubled))
    return Round(time.perf_counter() - began, answers)


def _timed(click: Click) -> float:
    began = time.perf_counter()
    click()
    return time.perf_counter() - began


def _clicked(port: int, path: str, cookies: dict[str, str], form: dict[str, str]) -> None:
    """Until the receipt is on the screen, also for the second of two clicks."""
    status, said = _asked(port, path, cookies, form)
    if status != http.client.OK or form["receipt"] not in said:
        raise RuntimeError(f"{path} was answered with {status}: {said[-400:]}")


def _closed(port: int, clerk: dict[str, str], election: str) -> float:
    """Seconds from the click on 结束投票 to the page with the result."""
    began = time.perf_counter()
    status, said = _asked(port, f"/desk/acts/elections.close/{election}/", clerk, {"key": secrets.token_hex(8)})
    if status != http.client.FOUND:
        raise RuntimeError(f"Closing was answered with {status}: {said[-400:]}")
    page = f"/home/votes/results/{election}/"
    while True:
        _status, said = _asked(port, page, clerk, None)
        if "outcome-line" in said:
            return time.perf_counter() - began


def _asked(port: int, path: str, cookies: dict[str, str], form: dict[str, str] | None) -> tuple[int, str]:
    told = "; ".join(f"{name}={value}" for name, value in (cookies | {"csrftoken": TOKEN}).items())
    headers = {"Cookie": told, "Accept-Language": "zh-CN"}
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as line:
        if form is None:
            line.request("GET", path, headers=headers)
        else:
            headers |= {"X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
            line.request("POST", path, urlencode(form), headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode()


def _came(database: str, entered: Round, told: dict[str, Any]) -> Row:
    """Whether everybody who signed in is kept, once."""
    return Row(
        f"{DELEGATES:,} delegates sign in by the code at the door, on {database}, every fifth click doubled",
        f"{told['present']:,} present in {told['rows']:,} rows; {entered.seconds:.1f} s in all,"
        f" {_percentiles(entered.answers)}",
        f"{len(entered.answers):,} clicks, {AT_ONCE} at once",
        (told["present"], told["rows"]) == (DELEGATES, DELEGATES),
    )


def _kept(database: str, found: list[dict[str, Any]]) -> Row:
    """Whether the tables have what was clicked, ballot for ballot and vote for vote."""
    whole = 0
    for number, one in enumerate(found):
        asked: Counter[str] = Counter()
        for delegate in range(DELEGATES):
            asked.update(place for place, mark in marks_of(delegate, number).items() if mark == "for")
        counts = (one["ballots"], one["receipts"], one["voted"], one["sealed"])
        whole += counts == (DELEGATES, DELEGATES, DELEGATES, 0) and Counter(one["yes"]) == asked
    clicks = VOTES * sum(2 if delegate % DOUBLED == 0 else 1 for delegate in range(DELEGATES))
    ballots = sum(one["ballots"] for one in found)
    return Row(
        f"{DELEGATES:,} delegates vote {VOTES} times on {database}, every fifth click doubled: nothing lost or doubled",
        f"{ballots:,} ballots, {whole} of {VOTES} votes as clicked",
        f"{clicks:,} clicks, {AT_ONCE} at once",
        whole == VOTES,
    )


def _speed(database: str, casts: list[Cast], cpu: float, peak: float) -> Row:
    every = [one for cast in casts for one in cast.answers]
    each = statistics.median(cast.seconds for cast in casts)
    return Row(
        f"how long a vote of all takes on {database}, from the first click to the last answer",
        f"median {each:.1f} s; {_percentiles(every)}",
        f"{cpu:.0f} s CPU of the site for all {VOTES}, {cpu / len(every) * 1000:.0f} ms a click;"
        f" the peaks of its processes {peak:,.0f} MiB",
    )


def _percentiles(answers: list[float]) -> str:
    every = sorted(answers)
    late = every[int(len(every) * 0.95)]
    return f"an answer p50 {statistics.median(every) * 1000:.0f} ms, p95 {late * 1000:.0f} ms"


def _visible(database: str, casts: list[Cast]) -> Row:
    times = [cast.visible for cast in casts]
    return Row(
        f"the result on the page after closing, on {database}: within {BOUND:.0f} s",
        f"median {statistics.median(times):.2f} s, longest {max(times):.2f} s",
        "closing, opening the box, counting, and the page that delegates look at",
        max(times) < BOUND,
    )
