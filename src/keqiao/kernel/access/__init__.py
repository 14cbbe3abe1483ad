"""Who may: users, roles, grants on subtrees."""
