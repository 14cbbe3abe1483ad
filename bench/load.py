"""A full register under load: 200,000 people and 20,000 organisations on PostgreSQL, twenty readers at once.

The site is served as ``keqiao serve`` serves it, in processes of its own; the readers are threads of this one, on the
same cores. Each asks, waits for the answer and asks again.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import psycopg

from .chain import SERVER
from .table import Row

PEOPLE, ORGANISATIONS = 200_000, 20_000
READERS, EACH = 20, 20  # how many at once, and how often each asks for a kind of page
ALONE = 40  # requests one after another
BOUND = 0.150  # seconds
FILL = f"""
import django, json
django.setup()
from bench.register import fill
told = fill({PEOPLE}, {ORGANISATIONS})
# The first round of chores after so much came in at once is nobody's ordinary day.
from keqiao.cli.main import run
run(["keep", "--once"])
print(json.dumps(told))"""
TOKEN = secrets.token_hex(16)


@dataclass(frozen=True)
class Asked:
    """One request; ``form`` is posted where there is one."""

    path: str
    form: Mapping[str, str] | None = None


def rows() -> list[Row]:
    """The claims, or one row that says why there are none."""
    try:
        psycopg.connect(f"{SERVER}/postgres").close()
    except psycopg.OperationalError:
        return [Row("a full register under load", "not measured", "no PostgreSQL to be reached")]
    with _site() as site:
        return [_row(title, asked, site) for title, asked in _pages(site.told).items()]


@dataclass(frozen=True)
class Site:
    """A running site: its port, and what its register has."""

    port: int
    told: dict[str, Any]

    @property
    def cookies(self) -> str:
        """A clerk's session, and a token for forms."""
        kept = self.told["cookies"] | {"csrftoken": TOKEN}
        return "; ".join(f"{name}={value}" for name, value in kept.items())


def _pages(told: dict[str, Any]) -> dict[str, list[Asked]]:
    """What is asked for, kind by kind, each time something else."""
    numbers = [{"kind": "id", "number": number} for number in told["numbers"]]
    return {
        "the list of people": [Asked(f"/desk/people/?page={number % 9 + 1}") for number in range(200)],
        "people by two characters of their names": [Asked(f"/desk/people/?q={quote(name)}") for name in told["names"]],
        "a person by exact ID number": [Asked("/desk/people/", number) for number in numbers],
        "a person's page": [Asked(f"/desk/people/{key}/") for key in told["people"]],
        "the list of organisations": [Asked(f"/organisations/?page={number % 9 + 1}") for number in range(200)],
        "organisations by two characters of their names": [
            Asked(f"/organisations/?{urlencode({'q': name})}") for name in ("农学", "测绘", "林学", "茶叶")
        ],
        "an organisation's page": [Asked(f"/organisations/{code}/") for code in told["codes"]],
    }


def _row(title: str, asked: list[Asked], site: Site) -> Row:
    _times(site, asked[:5])
    alone = _times(site, (asked * ALONE)[:ALONE])
    shares = [[asked[(reader * EACH + turn) % len(asked)] for turn in range(EACH)] for reader in range(READERS)]
    with ThreadPoolExecutor(READERS) as readers:
        together = [one for found in readers.map(lambda share: _times(site, share), shares) for one in found]
    late = _percentile(together, 95)
    return Row(
        f"{title}, {READERS} at once: 95 of 100 answers within {BOUND * 1000:.0f} ms",
        f"p50 {_percentile(together, 50) * 1000:.0f} ms, p95 {late * 1000:.0f} ms",
        f"one at a time p50 {_percentile(alone, 50) * 1000:.0f} ms, p95 {_percentile(alone, 95) * 1000:.0f} ms",
        late < BOUND,
    )


def _percentile(times: list[float], part: int) -> float:
    return statistics.quantiles(times, n=100)[part - 1]


def _times(site: Site, asked: list[Asked]) -> list[float]:
    """Seconds from each request to the end of its answer, over one connection."""
    found = []
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as line:
        for one in asked:
            began = time.perf_counter()
            _answer(line, site, one)
            found.append(time.perf_counter() - began)
    return found


def _answer(line: http.client.HTTPConnection, site: Site, one: Asked) -> None:
    headers = {"Cookie": site.cookies, "Accept-Language": "zh-CN"}
    if one.form is None:
        line.request("GET", one.path, headers=headers)
    else:
        headers |= {"X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", one.path, urlencode(one.form), headers)
    answer = line.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{one.path} was answered with {answer.status}.")


@contextlib.contextmanager
def _site() -> Iterator[Site]:
    """A database with a full register, and the site before it."""
    name = f"keqiao_bench_load_{secrets.token_hex(4)}"
    with (
        tempfile.TemporaryDirectory(prefix="keqiao-load-") as home,
        psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server,
    ):
        server.execute(f"CREATE DATABASE {name}".encode())
        given = os.environ | {
            "KEQIAO_HOME": home,
            "KEQIAO_DATABASE_URL": f"{SERVER}/{name}",
            "KEQIAO_DEMO": "",
            "KEQIAO_SECOND_FACTOR": "own",  # the clerk has none to show
        }
        try:
            yield from _served(given)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _served(given: dict[str, str]) -> Iterator[Site]:
    told = subprocess.run([sys.executable, "-c", FILL], env=given, stdout=subprocess.PIPE, check=True, text=True).stdout
    port = _free_port()
    serving = subprocess.Popen([sys.executable, "-m", "keqiao", "serve", "--port", str(port)], env=given)
    try:
        site = Site(port, json.loads(told.splitlines()[-1]))
        _wait(site)
        yield site
    finally:
        serving.terminate()
        serving.wait()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait(site: Site) -> None:
    for _attempt in range(120):
        with contextlib.suppress(OSError):
            _times(site, [Asked("/")])
            return
        time.sleep(0.5)
    raise RuntimeError("The site of the bench did not begin to answer.")
