"""What may be done with an organisation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.kernel.organisations.models import Organisation
from keqiao.look.acts import offer, page_of
from keqiao.registry.verbs.organisations import close, rename
from keqiao.registry.wording import organisation_url

page_of(Organisation, organisation_url)


def exists(one: Organisation) -> bool:
    """Whether it hasn't been closed."""
    return one.closed is None


offer(
    rename,
    label=_("更名"),
    order=20,
    initial=lambda one: {"name": one.name, "short_name": one.short_name},
    shown=exists,
)
offer(
    close,
    label=_("撤销单位"),
    order=90,
    note=_("撤销之后，单位的隶属关系、情况和联系都在这一天结束；记录保留备查。"),
    shown=exists,
)
