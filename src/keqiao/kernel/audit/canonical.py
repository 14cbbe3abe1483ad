"""One text for one value, so that digests repeat."""

from __future__ import annotations

import json
from typing import Any


def canonical(value: Any) -> str:
    """JSON that is the same text for the same value."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
