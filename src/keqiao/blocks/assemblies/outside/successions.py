"""What becomes of leaders in charge, hearings, seats and consultations when an organisation is merged or closed."""

from __future__ import annotations

from keqiao.registry.successions import ends, stays

from .models import Consultation, Hearing, Leader, Seat

ends(Leader, "organisation")
ends(Seat, "organisation")
stays(Hearing, "organisation")
stays(Consultation, "organisation")
