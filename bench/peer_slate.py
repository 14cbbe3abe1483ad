"""The same draw by the reference library of citizens' assemblies: ``python -m bench.peer_slate FOLDER SEATS METHOD``.

A process of its own, so that its CPU and memory are its own. Its leximin runs on Gurobi alone; its maximin, which
asks only for the highest lowest chance, runs on HiGHS.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any


def main(folder: Path, seats: int, method: str) -> dict[str, Any]:
    """The lowest chance, how many committees, and CPU seconds without loading the library."""
    from sortition_algorithms import adapters, settings  # noqa: PLC0415 - loading it takes seconds, counted apart
    from sortition_algorithms.committee_generation import leximin, maximin  # noqa: PLC0415 - the same

    began = time.process_time()
    quotas = (folder / "categories.csv").read_text("utf-8").replace("category,feature,", "feature,value,")
    source = adapters.CSVStringDataSource(quotas, (folder / "respondents.csv").read_text("utf-8"))
    data = adapters.SelectionData(source)
    features, _report = data.load_features()
    people, _report = data.load_people(settings.Settings(id_column="id", columns_to_keep=[]), features)
    find = {"maximin": maximin.find_distribution_maximin, "leximin": leximin.find_distribution_leximin}[method]
    committees, chances, _report = find(features, people, seats, [])
    held = dict.fromkeys(people, 0.0)
    for committee, chance in zip(committees, chances, strict=True):
        for person in committee:
            held[person] += chance
    return {
        "minimum": min(held.values()),
        "committees": sum(chance > 1e-9 for chance in chances),
        "cpu": time.process_time() - began,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
