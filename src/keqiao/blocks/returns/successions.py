"""What becomes of returns, attestations and forms when their organisation is merged into another."""

from __future__ import annotations

from keqiao.registry.successions import stays

from .models import Attestation, Given, Return, Template, Written

stays(Return, "organisation")
stays(Attestation, "organisation")
stays(Written, "organisation")
stays(Given, "organisation")
stays(Template, "organisation")
