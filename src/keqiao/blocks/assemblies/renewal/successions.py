"""What becomes of changes of term, rules and rule documents when the organisation is merged into another."""

from __future__ import annotations

from keqiao.registry.successions import stays

from .models import CheckResult, Explanation, GovernanceRule, Renewal, RuleDocument, Timeline

stays(Timeline, "organisation")
stays(Renewal, "unit")
stays(GovernanceRule, "organisation")
stays(Explanation, "organisation")
stays(CheckResult, "organisation")
stays(RuleDocument, "organisation")
