"""What becomes of returns and attestations when their organisation is merged into another."""

from __future__ import annotations

from keqiao.registry.successions import stays

from .models import Attestation, Return

stays(Return, "organisation")
stays(Attestation, "organisation")
