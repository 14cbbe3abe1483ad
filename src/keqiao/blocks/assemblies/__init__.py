"""Meetings, attendance and duties of bodies."""
