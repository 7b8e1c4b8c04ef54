"""People and their teams, the floor that every other app stands on."""
