"""The record of a draw: the list of tickets and the digests, as a file that anybody can check."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from keqiao.kernel.standards.refusal import gettext_noop as _

from .draw import KIND, Digests, digests
from .pool import Pool, PoolError
from .tickets import Line


def written_record(pool: Pool, lines: Sequence[Line], seed: str) -> str:
    """The record of a draw; the seed goes only into the commitment."""
    return written_lines(digests(pool, lines, seed), lines)


def written_lines(published: Digests, lines: Sequence[Line]) -> str:
    """Digests and list as JSON, a line of the list on a line."""
    text = json.dumps({"kind": KIND, **asdict(published)}, ensure_ascii=False, indent=1)
    rows = [json.dumps({"tickets": str(line.tickets), "members": list(line.members)}) for line in lines]
    return text[:-2] + ',\n "lines": [\n  ' + ",\n  ".join(rows) + "\n ]\n}\n"


def read_record(path: Path) -> tuple[Digests, list[Line]]:
    """The digests and the list of a record. Raises PoolError when it isn't one."""
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["kind"] != KIND:
            raise KeyError(KIND)
        listed = [Line(int(one["tickets"]), tuple(map(int, one["members"]))) for one in found["lines"]]
        return Digests(found["inputs"], found["lottery"], found["commitment"]), listed
    except (ValueError, KeyError, TypeError):
        said = _("文件“%(file)s”不是抽取的记录。请用 --record 写出的文件。")
        raise PoolError("record.kind", said, file=path.name) from None
