"""Make the kept stroke tables from two published packages. Run by hand when one of them has news.

    python frontend/data/make_strokes.py CNCHAR_ORDER_JS STROKE_COUNT_JSON

CNCHAR_ORDER_JS is ``cnchar.order.min.js`` of the npm package cnchar-order (MIT, theajack): the strokes of
6,939 characters. STROKE_COUNT_JSON is ``data/strokeCount.json`` of the Python package strokes (MIT), which
restates kTotalStrokes of the Unihan database (Unicode License v3): the number of strokes of 93,867 characters.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

KEPT = Path(__file__).parents[2] / "src/keqiao/kernel/standards/kept"
# The five classes of the official order: 1 横 (and 提), 2 竖 (and 竖钩), 3 撇, 4 点 (and 捺), 5 折.
CLASSES = {"j": "1", "i": "1", "f": "2", "g": "2", "s": "3", "k": "4", "d": "4", "l": "4"}
# Where the source is wrong by its own stroke count.
CORRECTIONS = {"皙": "1234331232511"}
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ROW = 128  # code points in a line of the table of counts


def read_orders(script: str) -> dict[str, str]:
    """Character to its strokes as digits 1 to 5."""
    text = re.search(r"JSON\.parse\('(\{.*?\})'\)", script)
    if text is None:
        raise SystemExit("no table of strokes in the script: has the package changed its form?")
    letters: dict[str, str] = json.loads(text.group(1))
    return {char: "".join(CLASSES.get(stroke, "5") for stroke in strokes) for char, strokes in letters.items()}


def write_orders(orders: dict[str, str]) -> None:
    """One line a sequence, in the official order: the digits, a blank, the characters written so."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for char, strokes in orders.items():
        groups[strokes].append(char)
    lines = [f"{strokes} {''.join(sorted(groups[strokes]))}" for strokes in sorted(groups, key=lambda s: (len(s), s))]
    head = "# Strokes, 1 横 2 竖 3 撇 4 点 5 折. Derived from cnchar-order 3.2.6, copyright (c) theajack, MIT."
    (KEPT / "stroke_orders.txt").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def write_counts(counts: dict[str, int]) -> None:
    """One line for 128 code points: the first in hex, a blank, a digit of base 62 for each (0: unknown)."""
    known = {ord(char): count for char, count in counts.items()}
    starts = sorted({point // ROW * ROW for point in known})
    lines = [
        f"{start:X} " + "".join(DIGITS[min(known.get(start + step, 0), 61)] for step in range(ROW)) for start in starts
    ]
    head = "# Numbers of strokes, base 62. From kTotalStrokes of Unihan, (c) Unicode, Inc., Unicode License v3."
    (KEPT / "stroke_counts.txt").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def main() -> None:
    script, counts_file = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:3])
    counts: dict[str, int] = json.loads(counts_file)
    orders = read_orders(script) | CORRECTIONS
    counts["范"] = 8  # Unihan counts the traditional grass radical
    agreed = {char: strokes for char, strokes in orders.items() if len(strokes) == counts[char]}
    write_orders(agreed)
    write_counts(counts)


if __name__ == "__main__":
    main()
