"""Elections and votes: rules, candidates, tellers, secret ballots, paper counts, results."""
