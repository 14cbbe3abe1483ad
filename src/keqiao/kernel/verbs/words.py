"""What people read that somebody did, by the name under which the audit keeps it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .bulk import all_bulk_verbs
from .registry import all_verbs

# What is put on record without being a verb: the operator's work on the whole site.
OPERATORS = {"site.backup": _("备份了全站数据"), "site.restore": _("用备份恢复了全站数据")}


def verb_words(name: str) -> str | Promise:
    """登记了场所 for ``places.open``; a general word for a verb that is no more or only staged something."""
    if name in OPERATORS:
        return OPERATORS[name]
    verb = all_verbs().get(name)
    if verb is not None:
        return verb.does or _("其他办理")
    of, _dot, step = name.rpartition(".")
    bulk = all_bulk_verbs().get(of)
    said = {"apply": bulk.does, "undo": bulk.undoes}.get(step) if bulk is not None else None
    return said or _("其他办理")
