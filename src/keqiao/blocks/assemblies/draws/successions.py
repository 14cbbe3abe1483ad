"""What becomes of draws when the organisation that held them is merged into another."""

from __future__ import annotations

from keqiao.registry.successions import stays

from .models import Draw

stays(Draw, "organisation")
