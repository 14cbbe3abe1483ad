"""Verbs of elections: preparing, voting, counting."""
