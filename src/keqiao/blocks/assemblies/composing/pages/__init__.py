"""Pages of the makings: the organisers', the electing unit's own, and the public one while a list is published."""
