"""Who may open what: one rule for each route, gathered from each app's file."""
