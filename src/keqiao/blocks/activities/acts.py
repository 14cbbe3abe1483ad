"""What staff do at the desk with activities."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.look.acts import offer
from keqiao.plans.records import adds

from .verbs import record_activity

offer(record_activity, label=_("登记一项活动"), listed=False)
adds("activities", record_activity)
