"""What becomes of allotments when the electing unit is merged into another."""

from __future__ import annotations

from keqiao.registry.successions import stays

from .models import Allotment

stays(Allotment, "unit")
