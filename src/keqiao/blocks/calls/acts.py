"""What staff do at the desk with awards."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.look.acts import offer
from keqiao.plans.records import adds

from .verbs import grant_award

offer(grant_award, label=_("登记立项或获奖"), listed=False)
adds("awards", grant_award)
