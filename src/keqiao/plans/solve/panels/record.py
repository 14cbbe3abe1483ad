"""The record of a draw: the list of tickets and the digests, as a file that anybody can check."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from keqiao.kernel.standards.refusal import gettext_noop as _

from .draw import KIND, Digests, digests
from .pool import Pool, PoolError
from .successor import Followed, Left
from .tickets import Line

# Nothing else stands in a record: a part under a misspelled name would pass for one that isn't there.
_KEYS = {"kind", "inputs", "lottery", "commitment", "lines", "replacements"}


@dataclass(frozen=True)
class Record:
    """What a file says of a draw: digests, list, and of each replacement its list and who follows."""

    published: Digests
    lines: list[Line]
    followed: list[Followed] = field(default_factory=list)


def written_record(pool: Pool, lines: Sequence[Line], seed: str) -> str:
    """The record of a draw; the seed goes only into the commitment."""
    return written_lines(digests(pool, lines, seed), lines)


def written_lines(published: Digests, lines: Sequence[Line], followed: Sequence[Followed] = ()) -> str:
    """Digests, list and replacements as JSON, a line of the list on a line."""
    text = json.dumps({"kind": KIND, **asdict(published)}, ensure_ascii=False, indent=1)
    rows = [json.dumps({"tickets": str(line.tickets), "members": list(line.members)}) for line in lines]
    text = text[:-2] + ',\n "lines": [\n  ' + ",\n  ".join(rows) + "\n ]"
    if followed:
        text += ',\n "replacements": [\n  ' + ",\n  ".join(_written(one) for one in followed) + "\n ]"
    return text + "\n}\n"


def _written(one: Followed) -> str:
    listed = [{"tickets": str(line.tickets), "members": list(line.members)} for line in one.lines]
    told = {"left": one.left.row, "witness": one.left.witness, "lines": listed, "follows": one.row}
    return json.dumps(told, ensure_ascii=False)


def read_record(path: Path) -> Record:
    """A record. Raises PoolError when the file isn't one."""
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["kind"] != KIND or not found.keys() <= _KEYS:
            raise KeyError(KIND)
        followed = [
            Followed(Left(int(one["left"]), str(one["witness"])), _lines(one["lines"]), int(one["follows"]))
            for one in found.get("replacements", [])
        ]
        published = Digests(found["inputs"], found["lottery"], found["commitment"])
        return Record(published, _lines(found["lines"]), followed)
    except (ValueError, KeyError, TypeError):
        said = _("文件“%(file)s”不是抽取的记录。请用 --record 写出的文件。")
        raise PoolError("record.kind", said, file=path.name) from None


def _lines(found: Sequence[dict[str, Any]]) -> list[Line]:
    return [Line(int(one["tickets"]), tuple(map(int, one["members"]))) for one in found]
