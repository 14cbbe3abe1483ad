"""What staff do at the desk with a body: record its meetings, and what its members did."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.look.acts import offer

from .verbs import record_duty, record_meeting

offer(record_meeting, label=_("登记会议"), order=15)
offer(record_duty, label=_("登记一次履职"), order=20)
