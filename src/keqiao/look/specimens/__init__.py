"""What the gallery shows: the components filled as real pages fill them. All people and values are invented."""
