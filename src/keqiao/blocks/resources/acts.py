"""What staff do at the desk with what is published: the title first, then each issue of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.look.acts import act_url, offer, page_of
from keqiao.plans.records import adds

from .models import Title
from .verbs import publish, register_title

page_of(Title, lambda one: reverse("organisation", args=[one.organisation.code]))
offer(
    register_title,
    label=_("登记出版物和出版"),
    listed=False,
    note=_("先登记刊物（作品）的名称，已登记过的直接使用；接着登记这一期的出版日期。"),
    lands=lambda organisation, title: act_url(publish, title),
)
offer(publish, label=_("登记出版"))
adds("publications", register_title)
