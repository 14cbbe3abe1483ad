"""How a body is convened and meets: convening, agenda, leave, check-in, quorum, decisions, minutes."""
