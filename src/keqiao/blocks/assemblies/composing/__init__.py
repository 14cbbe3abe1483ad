"""Seats allotted, lists reported, merged, consulted on, published, examined and approved: the making of a body."""
