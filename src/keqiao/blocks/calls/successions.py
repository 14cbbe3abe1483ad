"""What becomes of awards when the organisation that granted them is merged into another."""

from __future__ import annotations

from keqiao.registry.successions import stays

from .models import Award

stays(Award, "organisation")
