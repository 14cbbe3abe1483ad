"""``make bench``: measures in a home of its own, with a demo where a part asks for one, writes ``bench/results.md``.

Parts can be named, ``python -m bench figures scale``; what stands in the file of the others stays.
"""

from __future__ import annotations

import datetime as dt
import importlib
import os
import sys
import tempfile
from pathlib import Path

PARTS = {
    "figures": "Figures",
    "pages": "Pages, median on the demo",
    "organisations": "Organisations, median with 3,000 and 20,000 of them below one city",
    "rosters": "Rosters",
    "lists": "A million people from spreadsheets",
    "scale": "A whole country, on a snapshot with DuckDB",
    "chain": "One changed post, at two sizes of the country on PostgreSQL",
    "engines": "Rules one by one",
    "repair": "Repairs",
    "slate": "Fair draws",
    "reading": "Reading plans",
    "plans-in-depth": "Plans in depth, on the demo",
    "votes": "A congress of 1,000 votes 20 times",
    "load": "A full register under load, on PostgreSQL",
}
ON_DEMO = {"figures", "pages", "organisations", "rosters", "repair", "plans-in-depth"}
TARGET = Path(__file__).with_name("results.md")


def main(names: list[str]) -> int:
    """Measure the named parts, or everything. Returns 1 when a claim doesn't hold, so that a loss is seen too."""
    if unknown := [name for name in names if name not in PARTS]:
        sys.stderr.write(f"No such part: {', '.join(unknown)}. There are {', '.join(PARTS)}.\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="keqiao-bench-") as home:
        os.environ |= {
            "KEQIAO_HOME": home,
            "KEQIAO_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "keqiao.config.settings",
            "KEQIAO_SECOND_FACTOR": "own",  # the demo's staff have none to show, and would be sent to set one up
        }
        parts = names or list(PARTS)
        if not _ready(Path(home), ON_DEMO & set(parts)):
            return 1
        failed = [_measure(name, Path(home)) for name in parts]
    sys.stdout.write(TARGET.read_text(encoding="utf-8"))
    return int(any(failed))


def _ready(home: Path, shown: set[str]) -> bool:
    """Start Django, with a demo only for the parts that look at it, since it takes minutes to build."""
    if not shown:
        import django  # noqa: PLC0415 - the home has to be set before settings are read

        django.setup()
        return True
    from keqiao.cli.main import run  # noqa: PLC0415 - the same

    if run(["demo"]):
        return False
    (home / "demo").touch()
    return True


def _measure(name: str, home: Path) -> bool:
    """Measure a part and write it at once; whether a claim doesn't hold."""
    from bench import results  # noqa: PLC0415 - models load only after Django has started

    part = importlib.import_module(f"bench.{name.replace('-', '_')}")
    rows = part.rows(home) if name == "rosters" else part.rows()
    day = dt.datetime.now().astimezone().date()
    results.keep(TARGET, list(PARTS.values()), PARTS[name], rows, day)
    return any(row.holds is False for row in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
