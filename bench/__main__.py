"""``make bench``: builds a demo in a home of its own, measures, writes ``bench/results.md``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Measure everything. Returns 1 when a claim doesn't hold, so that a loss is seen as well as written."""
    with tempfile.TemporaryDirectory(prefix="keqiao-bench-") as home:
        os.environ |= {
            "KEQIAO_HOME": home,
            "KEQIAO_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "keqiao.config.settings",
        }
        from keqiao.cli.main import run  # noqa: PLC0415 - the home has to be set before settings are read

        if run(["demo"]):
            return 1
        (Path(home) / "demo").touch()
        return _measure(Path(home))


def _measure(home: Path) -> int:
    from bench import engines, figures, pages, rosters, scale, table  # noqa: PLC0415 - models load only after Django has started

    parts = [
        ("Figures", figures.rows()),
        ("Pages, median on the demo", pages.rows()),
        ("Rosters", rosters.rows(home)),
        ("A whole country, on a snapshot with DuckDB", scale.rows()),
        ("Rules one by one", engines.rows()),
    ]
    target = Path(__file__).with_name("results.md")
    table.write(target, parts)
    sys.stdout.write(target.read_text(encoding="utf-8"))
    return int(any(row.holds is False for _title, rows in parts for row in rows))


if __name__ == "__main__":
    sys.exit(main())
