"""The version of everything that is told about journeys, releases and their people."""

from django.db import connection

EVENTS = (
    "journeys_journeyevent",
    "journeys_phaseevent",
    "journeys_stepevent",
    "journeys_handoverevent",
    "journeys_releaseevent",
    "journeys_initiativeevent",
    "journeys_kickoffevent",
    "journeys_meetingevent",
    "journeys_attendanceevent",
    "journeys_releasejourneyevent",
    "journeys_insightevent",
    "journeys_workaroundevent",
    "journeys_decisionevent",
)
ADDED = (
    *("journeys_decisionapproval", "journeys_decisionwithdrawal"),
    "journeys_insightanswer",
)
"""Tables that only grow."""
NEWEST = ", ".join(
    f"(SELECT max({key}) FROM {table})"  # noqa: S608 -- constants only
    for key, tables in (("pgh_id", EVENTS), ("id", ADDED))
    for table in tables
)
VERSION = f"""
SELECT {NEWEST},
       (SELECT sum(hashtextextended(concat_ws('|', id, name, is_active), 0))
          FROM people_person)
"""  # noqa: S608 -- constants only


def version() -> str:
    """Another text as soon as any of it changed. One query over ends of indexes.

    People keep no history, so what is shown of them is hashed.
    """
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        return ".".join(str(part or 0) for part in cursor.fetchone())
