"""What is recorded of a year stands in the report before the first word is typed."""

from __future__ import annotations

import datetime as dt

from blocks.assemblies.service.given import TODAY, YEAR, Sitting, met
from cast import OPERATES
from keqiao.blocks.assemblies.service.proof import Proof, first_text, proofs
from keqiao.blocks.assemblies.service.rota import assign_slot, log_day
from keqiao.blocks.assemblies.verbs import record_duty

FIRST = dt.date(YEAR, 1, 1)


def test_meetings_of_all_bodies_acts_and_days_in_residence(sitting: Sitting) -> None:
    met(sitting.full, FIRST, {sitting.engineer: "present", sitting.official: "absent"})
    met(sitting.full, FIRST - dt.timedelta(days=1), {sitting.engineer: "absent"})
    met(sitting.standing, TODAY, {sitting.engineer: "excused"})
    data = {"person": sitting.engineer.pk, "kind": "proposal", "date": TODAY, "title": "建科技小院"}
    record_duty(OPERATES, sitting.full, data)
    slot = assign_slot(
        OPERATES, sitting.full, {"person": sitting.engineer.pk, "starts": FIRST, "ends": dt.date(YEAR + 1, 1, 1)}
    )
    log_day(OPERATES, slot, {"date": TODAY, "work": "接待企业"})
    said = proofs(sitting.full, sitting.engineer, YEAR)
    assert [one.label for one in said] == ["全委会", "常委会", "提案建议", "驻会"]
    assert said[0] == Proof("全委会", "应到1次，到会1次，请假0次，无故缺席0次")
    assert said[1].said == "应到1次，到会0次，请假1次，无故缺席0次"
    assert "《建科技小院》" in said[2].said
    assert said[3].said == "1天"


def test_a_report_begins_with_what_is_known(sitting: Sitting) -> None:
    assert "（没有记录）" in first_text(sitting.full, sitting.engineer, YEAR)
    met(sitting.full, TODAY, {sitting.engineer: "present"})
    text = first_text(sitting.full, sitting.engineer, YEAR)
    assert text.startswith("一、参加会议和活动\n全委会：应到1次，到会1次")
    assert "三、存在的不足和下一年打算" in text
