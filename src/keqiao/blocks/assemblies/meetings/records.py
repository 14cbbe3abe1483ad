"""How what the room holds about a person is called, and what a deletion leaves of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from keqiao.registry.privacy.held import held

held(
    "meetings.Invitation",
    gettext_lazy("会议通知"),
    along=("meeting",),
    hides=("code",),
    stays=gettext_lazy("应到人数要按会议统计，只保留收到通知和到会的情况"),
    order=47,
)
held(
    "meetings.Leave",
    gettext_lazy("会议请假"),
    along=("meeting",),
    stays=gettext_lazy("请假人数要按会议统计，只保留请假和批准的情况，答复删除"),
    order=48,
)
held("meetings.CalendarLink", gettext_lazy("日历订阅链接"), hides=("token",), order=49)
