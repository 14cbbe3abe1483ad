"""Run Python in a process of its own and tell its CPU seconds and peak of memory: ``launched([...])``.

What the system reports as a process's peak takes over that of whoever started it, even across exec. So a small
launcher, which loads nothing of ours, stands in between: its own dozen MiB are less than any Python that does work.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Launched:
    """What a process wrote, its CPU seconds and its peak in MiB; ``said`` is None when it was stopped."""

    said: str | None
    cpu: float
    peak: float


def launched(arguments: Sequence[str], patience: int | None = None) -> Launched:
    """Run Python with these arguments and wait for it; one that uses up its CPU seconds is stopped by the system.

    Raises RuntimeError when it fails by itself.
    """
    with tempfile.TemporaryDirectory(prefix="keqiao-launch-") as folder:
        told = Path(folder, "told.json")
        launcher = [sys.executable, "-S", __file__, str(told), str(patience or 0), *arguments]
        done = subprocess.run(launcher, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        status, cpu, kib = json.loads(told.read_text("utf-8"))
    if status > 0:
        raise RuntimeError(f"{' '.join(arguments[:2])} failed with {status}")
    return Launched(None if status < 0 else done.stdout.decode(), cpu, kib / 1024)


def main(told: str, patience: int, arguments: Sequence[str]) -> None:
    """Start, wait, and write status, CPU seconds and KiB into a file: the output is the process's own."""
    if patience:
        resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
    pid = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, *arguments])
    _pid, status, used = os.wait4(pid, 0)
    found = [os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss]
    Path(told).write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
