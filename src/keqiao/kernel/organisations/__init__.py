"""Who: organisations, their place in the tree, their links."""
