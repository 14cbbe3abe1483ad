"""Organisations that rows of a list name, by code, credit code or name, among those below the one it is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from keqiao.kernel.access.rules import can
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import subtree
from keqiao.kernel.verbs.contract import Act, Refused

from .staged import plain_unit
from .touching import chunks


@dataclass
class Reached:
    """Ids of organisations by what they are called."""

    found: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def below(cls, organisation: int) -> Reached:
        """An organisation and all below it."""
        made = cls()
        for chunk in chunks(subtree(organisation)):
            kept = Organisation.objects.filter(pk__in=chunk, closed=None)
            for pk, *names in kept.values_list("pk", "code", "uscc", "name", "short_name"):
                for name in filter(None, names):
                    made.found[plain_unit(name)].add(pk)
        return made

    def one(self, written: str) -> tuple[int | None, str]:
        """The organisation meant, or why it can't be told."""
        hits = self.found.get(plain_unit(written), set())
        if len(hits) == 1:
            return next(iter(hits)), ""
        if hits:
            return None, _("有几个单位都叫“%(name)s”，请改填机构代码") % {"name": written}
        return None, _("本单位及下级中没有“%(name)s”，请核对名称或机构代码，或先登记这个单位") % {"name": written}


def refuse_beyond(act: Act, need: str, organisations: Iterable[int]) -> None:
    """Raise Refused when the actor lacks the need on one of the organisations."""
    for pk in sorted(set(organisations)):
        if not can(act.actor, need, pk):
            name = Organisation.objects.filter(pk=pk).values_list("name", flat=True).first()
            said = _("您没有在“%(name)s”办理此事的权限。请联系该单位的安全管理员开通，或换有权限的账号登录。")
            raise Refused(said % {"name": name or _("该单位")})
