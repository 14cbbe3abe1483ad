"""Who: persons, as little of each as the act needs."""
