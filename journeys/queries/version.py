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
)
NEWEST = ", ".join(f"(SELECT max(pgh_id) FROM {table})" for table in EVENTS)  # noqa: S608
VERSION = f"""
SELECT {NEWEST}, (SELECT max(id) FROM journeys_insightanswer),
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
