"""督查: tasks out of plans, their ledger and its ways out and back, inspections, problems, pilots, goals, reports."""
