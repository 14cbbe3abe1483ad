"""What every page's shell needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Demo banner and the numbers of the footer."""
    return {"demo": settings.DEMO, "icp_number": settings.ICP_NUMBER, "police_number": settings.POLICE_NUMBER}
