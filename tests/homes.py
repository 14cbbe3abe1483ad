"""Homes for tests that run the program in a process of its own, as people run it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def home_of(path: Path) -> dict[str, str]:
    """In which environment the program works on a home."""
    return {
        "KEQIAO_HOME": str(path),
        "KEQIAO_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "keqiao.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
