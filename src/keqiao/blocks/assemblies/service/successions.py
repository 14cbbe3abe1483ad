"""What becomes of major decisions and of rules on secondments when their organisation is merged into another."""

from __future__ import annotations

from keqiao.registry.successions import ends, stays

from .models import MajorDecision, SecondmentRule

stays(MajorDecision, "organisation")
ends(SecondmentRule, "organisation")
