"""What becomes of titles and publications when their organisation is merged into another."""

from __future__ import annotations

from keqiao.kernel.nouns.fields import to_int
from keqiao.registry.successions import Handover, follows

from .models import Publication, Title


def go_on_under(handover: Handover) -> None:
    """What comes out on the day or later comes out under the same title of whoever takes over."""
    later = Publication.objects.filter(title__organisation=handover.source, date__gte=to_int(handover.day))
    for publication in later.select_related("title") if handover.keeper is not None else ():
        title = publication.title
        same = {"organisation": handover.keeper, "kind": title.kind, "name": title.name}
        held = Title.objects.filter(**same).first()
        if held is None:
            held = Title(**same)
            held.save()
        publication.title = held
        publication.save()


follows(Title, "organisation", go_on_under)
