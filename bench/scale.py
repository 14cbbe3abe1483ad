"""A whole country: all plans over a snapshot of a million people (and ten), beside peers that count the same.

Each size is measured by a process of its own, ``python -m bench.scale PEOPLE``, so that its peak of memory is its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from .table import Row

SIZES = tuple(int(size) for size in os.environ.get("KEQIAO_BENCH_PEOPLE", "1000000,10000000").split(","))


@dataclass(frozen=True)
class Size:
    """What a process found for one size: its rows, and the CPU seconds of counting everything once."""

    rows: list[Row]
    cpu: float


def rows() -> list[Row]:
    """All claims about the country."""
    found: list[Row] = []
    sizes: list[Size] = []
    for people in SIZES:
        sizes.append(_in_a_process(people))
        found += sizes[-1].rows
    return [*found, *_ten_times_the_people(sizes)]


def _in_a_process(people: int) -> Size:
    command = [sys.executable, "-m", "bench.scale", str(people)]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    read = json.loads(told.splitlines()[-1])
    return Size([Row(**row) for row in read["rows"]], read["cpu"])


def _ten_times_the_people(sizes: list[Size]) -> list[Row]:
    if len(sizes) < 2:
        return []
    few, many = sizes[0], sizes[-1]
    times = SIZES[-1] / SIZES[0]
    claim = f"counting everything for {SIZES[-1]:,} people beside {SIZES[0]:,} (bound {times:.0f}×)"
    measured = (f"{many.cpu * 1000:,.1f} ms CPU", f"{few.cpu * 1000:,.1f} ms CPU")
    return [Row(claim, *measured, many.cpu <= times * few.cpu)]


def main(people: int) -> int:
    """Make a country of that size, measure, and write what was found as one line of JSON."""
    with tempfile.TemporaryDirectory(prefix="keqiao-country-") as home:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keqiao.config.settings")
        os.environ |= {"KEQIAO_HOME": home, "KEQIAO_DATABASE_URL": ""}
        import django  # noqa: PLC0415 - the home has to be set before settings are read

        django.setup()
        from bench import sized  # noqa: PLC0415 - models load only after Django has started

        found = sized.measure(Path(home) / "country", people, everything=people == SIZES[0])
    sys.stdout.write(json.dumps({"rows": [asdict(row) for row in found.rows], "cpu": found.cpu}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
