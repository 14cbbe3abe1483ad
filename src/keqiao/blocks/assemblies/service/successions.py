"""What becomes of major decisions when the organisation that took them is merged into another."""

from __future__ import annotations

from keqiao.registry.successions import stays

from .models import MajorDecision

stays(MajorDecision, "organisation")
