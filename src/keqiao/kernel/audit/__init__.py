"""What was done, by whom, where: entries written with the verb, chained afterwards, checkable for ever."""
