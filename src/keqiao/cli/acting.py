"""Who acts at the command line, and on what: the operator, on organisations and bodies named by code and kind."""

from __future__ import annotations

from keqiao.cli.failures import Failure
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.contract import OPERATOR, Act

ACT = Act(OPERATOR, "cli")
BODY_KINDS = [kind.value for kind in BodyKind]


def find_body(organisation: Organisation, kind: str, name: str | None = None) -> Body | None:
    """The body of that kind and name; None when there is none. Raises Failure when several could be meant."""
    bodies = Body.objects.filter(organisation=organisation, kind=kind)
    found = list(bodies.filter(name=name) if name else bodies)
    if len(found) > 1:
        names = "、".join(body.name for body in found)
        raise Failure(f"“{organisation}”有几个{BodyKind(kind).label}：{names}。请用 --body-name 指明是哪一个。")
    return found[0] if found else None
