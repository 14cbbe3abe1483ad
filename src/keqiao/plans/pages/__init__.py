"""Pages of plans: the scoreboard, a figure opened, and what other pages show of figures."""
