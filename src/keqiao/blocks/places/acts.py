"""What staff do at the desk with places."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.look.acts import offer
from keqiao.plans.records import adds

from .verbs import open_place

offer(open_place, label=_("登记一处场所"), listed=False)
adds("places", open_place)
