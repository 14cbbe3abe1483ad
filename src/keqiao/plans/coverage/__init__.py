"""Coverage: what of each plan's provisions, and of the systems they call for, is bound to something that runs."""
