"""What meetings refuse past the models: in SQL, as in forms and by forged requests."""

import pytest
from django.db import DatabaseError, IntegrityError, connection

from journeys.models import Attendance, FloorTime
from tests import make
from tests.journeys.days import today
from tests.journeys.meetings import arrange, held, moment, weekly
from tests.journeys.sql import write

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C06")]

TABLES = ("meeting", "meetingseries", "attendance", "floortime")


def digest() -> str:
    """Every row of meetings and what hangs on them."""
    parts = ", ".join(
        f"(SELECT string_agg(t::text, '' ORDER BY t.id) FROM journeys_{table} t)"
        for table in TABLES
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5(concat({parts}))")
        return str(cursor.fetchone()[0])


CAME = "came = true, noted_at = now(), noted_by_id = person_id"
SQL = {
    "nobody came to what is ahead": f"UPDATE journeys_attendance SET {CAME}"
    " WHERE meeting_id = {ahead}",
    "nobody came to what was cancelled": f"UPDATE journeys_attendance SET {CAME}"
    " WHERE meeting_id = {gone}",
    "somebody says who came": "UPDATE journeys_attendance SET"
    " noted_by_id = NULL WHERE meeting_id = {over}",
    "one came once": "INSERT INTO journeys_attendance (meeting_id, person_id, side,"
    " is_invited) SELECT meeting_id, person_id, side, true FROM journeys_attendance",
    "what took place is not moved": "UPDATE journeys_meeting SET starts_at = now()"
    " WHERE id = {over}",
    "what took place is not cancelled": "UPDATE journeys_meeting SET"
    " cancelled_at = now(), cancelled_by_id = created_by_id WHERE id = {over}",
    "somebody cancels": "UPDATE journeys_meeting SET cancelled_at = now()"
    " WHERE id = {ahead}",
    "it has a title": "UPDATE journeys_meeting SET title = ''",
    "its kind is known": "UPDATE journeys_meeting SET kind = 'party'",
    "it has a length": "UPDATE journeys_meeting SET minutes = 0",
    "it is not endless": "UPDATE journeys_meeting SET minutes = 900",
    "a series has it once": "UPDATE journeys_meeting SET recurs_at = now()"
    " WHERE series_id = {series}",
    "it recurs in a series": "UPDATE journeys_meeting SET recurs_at = now()"
    " WHERE id = {ahead}",
    "its initiative is one": "UPDATE journeys_meeting SET initiative_id = 999999",
    "a series ends in one way": "UPDATE journeys_meetingseries SET count = 3,"
    " until_on = now()",
    "a series recurs as we know": "UPDATE journeys_meetingseries SET repeat = 'hourly'",
    "a series is not for ever": "UPDATE journeys_meetingseries SET count = 5000",
    "three learnings": "UPDATE journeys_floortime SET third_learning = ''",
    "three other learnings": "UPDATE journeys_floortime SET"
    " third_learning = first_learning",
    "an action": "UPDATE journeys_floortime SET action_id = NULL",
    "an action of its own": "INSERT INTO journeys_floortime (person_id, spent_on,"
    ' minutes, "where", first_learning, second_learning, third_learning, action_id,'
    " created_at) SELECT person_id, spent_on, minutes, \"where\", 'a', 'b', 'c',"
    " action_id, now() FROM journeys_floortime",
    "of product alone": "INSERT INTO journeys_floortime (person_id, spent_on,"
    ' minutes, "where", first_learning, second_learning, third_learning, action_id,'
    " created_at) SELECT {omar}, spent_on, minutes, \"where\", 'a', 'b', 'c',"
    " {action}, now() FROM journeys_floortime",
}


@pytest.fixture
def rows(petra, omar):
    """One meeting of each kind, a series, and a visit, by their keys."""
    ahead, over = arrange(petra, [omar]), held(petra, petra, omar)
    gone = arrange(petra, [omar], starts_at=moment(-1))
    gone.cancel(because="", by=petra)
    made = weekly(petra, [omar], count=3)
    FloorTime.objects.create(
        person=petra,
        spent_on=today(),
        minutes=60,
        where="floor",
        first_learning="One",
        second_learning="Two",
        third_learning="Three",
        action=make.action("Call back", petra, today()),
    )
    return {
        "ahead": ahead.pk,
        "over": over.pk,
        "gone": gone.pk,
        "series": made.series_id,
        "omar": omar.pk,
        "action": make.action("Another", petra, today()).pk,
    }


@pytest.mark.parametrize("rule", SQL)
def test_meeting_past_the_models_is_refused(rule, rows):
    before = digest()

    with pytest.raises((IntegrityError, DatabaseError)):
        write(SQL[rule].format(**rows))

    assert digest() == before


def test_attendance_side_is_the_databases_to_say(rows, omar):
    """A forged side makes no meeting joint."""
    write("UPDATE journeys_attendance SET side = 'product'")

    sides = Attendance.objects.filter(person=omar).values_list("side", flat=True)
    assert set(sides) == {"ops"}
