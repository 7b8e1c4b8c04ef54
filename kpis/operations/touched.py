"""Statements for touched customers, and the same for everybody."""

TOUCHED = " IN (SELECT customer_id FROM touched_customer)"
"""Written out in each statement, so that the planner sees a join and not a filter."""


def everybody(statement: str) -> str:
    """The statement for all customers instead of those in touched_customer."""
    return statement.replace(TOUCHED, " IS NOT NULL")
