"""A million people from ten spreadsheets, beside django-import-export on the same file.

Each importer is measured by a process of its own, ``python -m bench.lists WHO COUNT FILES``, in an empty home, so
that its peak of memory is its own. Rates are of CPU seconds: the machine's other work is none of theirs.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .table import Row

PEOPLE = int(os.environ.get("KEQIAO_BENCH_LISTED", "1000000"))
FILES = 10
BESIDE = 10_000  # rows of the file that all three bring in
MEMORY = 600  # MiB
FASTER = 10


def rows() -> list[Row]:
    """The claims."""
    whole = _measure("ours", PEOPLE // FILES, FILES)
    ours, by_row, bulk = (_measure(who, BESIDE, 1) for who in ("ours", "row_by_row", "bulk"))
    found = [
        Row(
            f"{PEOPLE:,} people in {FILES} spreadsheets are checked, staged and brought in: peak of the process",
            f"{whole['peak']:,.0f} MiB",
            f"bound {MEMORY} MiB",
            whole["peak"] < MEMORY,
        ),
        Row(f"{PEOPLE:,} people: the whole way", _told(whole), f"the last file {whole['last']:,.0f} rows per CPU s"),
        Row(f"{PEOPLE:,} people: one file taken back", f"{whole['undone']:,.0f} rows per CPU s", "—"),
    ]
    for name, other in (("row by row", by_row), ("with its switches for speed", bulk)):
        times = ours["rate"] / other["rate"]
        claim = f"the same {BESIDE:,} rows by django-import-export {name} (bound {FASTER}×)"
        found.append(Row(claim, _told(ours), f"{_told(other)}; {times:.1f}×", times >= FASTER))
    return found


def _told(one: dict[str, Any]) -> str:
    return f"{one['rate']:,.0f} rows per CPU s ({one['cpu']:,.1f} s CPU, {one['wall']:,.1f} s wall)"


def _measure(who: str, count: int, files: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.lists", who, str(count), str(files)]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    found: dict[str, Any] = json.loads(told.splitlines()[-1])
    return found


def main(who: str, count: int, files: int) -> int:
    """Write the files, bring them in, and write what was measured as one line of JSON."""
    with tempfile.TemporaryDirectory(prefix="keqiao-lists-") as home:
        os.environ |= {
            "KEQIAO_HOME": home,
            "KEQIAO_DATABASE_URL": os.environ.get("KEQIAO_BENCH_LISTS_URL", ""),
            "DJANGO_SETTINGS_MODULE": "keqiao.config.settings",
        }
        from keqiao.cli.main import run  # noqa: PLC0415 - the home has to be set before settings are read

        run(["migrate"])
        from . import lists_work, people_files  # noqa: PLC0415 - models load only after Django has started

        title = "科技工作者名册" if who == "ours" else ""
        paths = [people_files.write(Path(home) / f"{seed}.xlsx", count, seed, title=title) for seed in range(files)]
        found = lists_work.bring_in(who, paths)
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
