"""The base of every model: identity, version, and a ledger of what changed."""
