"""How motions behind a figure are named."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.assemblies.motions.given import Floor
from keqiao.blocks.assemblies.motions.records import describe_motions
from keqiao.plans.records import describer


def test_a_motion_is_named_without_people(floor: Floor) -> None:
    made = floor.filed()
    line = describer("motions").describe([made.pk])[made.pk]
    assert line.label == "《关于建设县级科普场所的建议》"
    assert made.number_word in line.detail
    assert "韦晓" not in line.label + line.detail


def test_naming_many_costs_one_query(floor: Floor) -> None:
    made = [floor.filed().pk for _number in range(3)]
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert len(describe_motions(made)) == 3
    assert len(caught) == 1
