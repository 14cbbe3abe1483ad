"""``keqiao keep``: what has to be done again and again; ``keqiao serve`` starts it beside the site."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable

import click
from django.db import close_old_connections

from keqiao.blocks.assemblies.meetings.notices import tell_all
from keqiao.blocks.assemblies.meetings.reminding import remind_all as remind_meetings
from keqiao.blocks.assemblies.motions.reminding import remind_all as remind_motions
from keqiao.blocks.assemblies.renewal import reminders as renewal_reminders
from keqiao.blocks.assemblies.service.absences import find_all
from keqiao.blocks.assemblies.service.reminding import remind_all as remind_duties
from keqiao.cli.migrate import refuse_outdated
from keqiao.cli.work import forget_finished, work_left_lying
from keqiao.kernel.audit.sealer import seal_pending
from keqiao.kernel.health.running import note_round
from keqiao.kernel.nouns.planner import inform_planner
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.bulk import abandon_unfinished
from keqiao.kernel.verbs.events import deliver_pending
from keqiao.plans.supervision.reminders import remind_all
from keqiao.plans.tallies import refresh
from keqiao.registry import messages
from keqiao.registry.alike.pairs import refresh_all
from keqiao.registry.imports.uploads import remove_old
from keqiao.registry.pages.drafts import remove_expired
from keqiao.registry.privacy.nightly import carry_out_approved, nightly

log = logging.getLogger(__name__)
PAUSE = 30  # seconds between two rounds


def once_a_day(chore: Callable[[], object]) -> Callable[[], object]:
    """The chore on the first round of each day, and nothing on the others."""
    done_on: list[int] = []

    def first_of_day() -> None:
        if today() not in done_on:
            chore()
            done_on[:] = [today()]

    return first_of_day


# Each bears being run twice at once and being broken off anywhere.
CHORES: tuple[tuple[str, Callable[[], object]], ...] = (
    ("封存审计记录", seal_pending),
    ("投递未送达的事项", deliver_pending),
    ("更新任务指标", lambda: refresh(today())),
    ("清理过期的名册草稿", remove_expired),
    ("放弃没有完成的导入", abandon_unfinished),
    ("清理过期的验证码和登录记录", once_a_day(messages.forget_old)),
    ("查找疑似重复的人员", once_a_day(refresh_all)),
    ("清理过期的名单", remove_old),
    ("办理没有人接的后台工作", work_left_lying),
    ("清理办完的后台工作", once_a_day(forget_finished)),
    ("执行已批准的到期删除", carry_out_approved),
    ("发送会议通知", tell_all),
    ("提醒将要召开的会议", remind_meetings),
    ("提醒临近的督查时限", once_a_day(remind_all)),
    ("提醒临近的换届时限", once_a_day(renewal_reminders.remind_all)),
    ("检查连续缺席", once_a_day(find_all)),
    ("提醒每年的履职要求", once_a_day(remind_duties)),
    ("提醒提案建议的办理和评价时限", once_a_day(remind_motions)),
    ("查找到期的个人信息", once_a_day(nightly)),
    ("更新数据库的统计信息", once_a_day(inform_planner)),
)


@click.command()
@click.option("--once", is_flag=True, help="只做一轮")
@click.option("--while-running", "parent", type=int, hidden=True, help="随这个进程结束")
def command(once: bool, parent: int | None) -> None:
    """例行事务：封存审计记录、更新任务指标等。网站运行时自动进行。"""
    refuse_outdated()
    while True:
        done = one_round()
        if once:
            click.echo(f"已完成{done}项例行事务。")
            return
        close_old_connections()  # the database may have restarted since
        if not _goes_on(parent):
            return


def one_round() -> int:
    """Do every chore; one that fails is logged and doesn't keep the others. Returns how many were done."""
    failed = []
    for name, chore in CHORES:
        try:
            chore()
        except Exception:
            log.exception("chore failed and will be tried again: %s", name)
            failed.append(name)
    done = len(CHORES) - len(failed)
    note_round(done, failed)
    return done


def _goes_on(parent: int | None) -> bool:
    """Wait for the next round; False once the site that this keeps is gone."""
    until = time.monotonic() + PAUSE
    while time.monotonic() < until:
        if parent is not None and os.getppid() != parent:
            return False
        time.sleep(0.5)
    return True
