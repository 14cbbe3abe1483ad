"""The demo: a believable association of made-up people, built through the same verbs as everything else."""
