"""Choosing so many of the nominees that all quotas hold: the fairest draw, the best list, or why there is none."""
