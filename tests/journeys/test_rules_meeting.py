"""The rules of meetings and floor time, broken on purpose: by form, forged, in SQL."""

from datetime import timedelta

import pytest

from alignment.versions import version_of
from journeys.models import FloorTime
from tests import make
from tests.journeys.days import today
from tests.journeys.meetings import arrange, held, moment
from tests.journeys.rules import Rule, Sql, break_it, says, three_ways, unfound

pytestmark = pytest.mark.django_db
OVER, AHEAD, GONE = "/meetings/{over}/", "/meetings/{ahead}/", "/meetings/{gone}/"
CAME = "SET came = true, noted_at = now(), noted_by_id = person_id"
ROOM = {
    "title": "Listen",
    "kind": "listening",
    "on": (today() + timedelta(days=3)).isoformat(),
    "at": "10:00",
    "minutes": "30",
}
MEETINGS = {
    "nobody came to what is ahead": Rule(
        says(
            "petra",
            f"{AHEAD}came/",
            "Say afterwards who came",
            came="yes",
            person="{omar}",
        ),
        unfound("anna", f"{AHEAD}came/", came="yes", person="{omar}"),
        Sql(
            f"UPDATE journeys_attendance {CAME} WHERE meeting_id = {{ahead}}",
            "attendance_is_of_what_took_place",
        ),
    ),
    "nobody came to what was cancelled": Rule(
        says("petra", f"{GONE}came/", "cancelled", came="yes", person="{omar}"),
        unfound("anna", f"{GONE}came/", came="yes", person="{omar}"),
        Sql(
            f"UPDATE journeys_attendance {CAME} WHERE meeting_id = {{gone}}",
            "attendance_is_of_what_took_place",
        ),
    ),
    "somebody says who came": Rule(
        says("petra", f"{OVER}came/", "Say whether they came", person="{omar}"),
        unfound("anna", f"{OVER}came/", came="no", person="{omar}"),
        Sql(
            "UPDATE journeys_attendance SET noted_by_id = NULL WHERE came",
            "attendance",
        ),
    ),
    "what took place is not cancelled": Rule(
        says("petra", f"{OVER}cancel/", "People came to it", scope="one"),
        unfound("anna", f"{AHEAD}cancel/", scope="one"),
        Sql(
            "UPDATE journeys_meeting SET cancelled_at = now(), cancelled_by_id = {omar}"
            " WHERE id = {over}",
            "meeting_took_place",
        ),
    ),
    "what took place is not moved": Rule(
        says("petra", f"{OVER}edit/", "People came to it", **ROOM, seen="{seen}"),
        unfound("anna", f"{OVER}edit/", **ROOM),
        Sql(
            "UPDATE journeys_meeting SET starts_at = now() WHERE id = {over}",
            "meeting_took_place",
        ),
    ),
    "what was cancelled stays so": Rule(
        says("petra", f"{GONE}edit/", "This meeting is cancelled", **ROOM),
        unfound("anna", f"{GONE}edit/", **ROOM),
        Sql(
            "UPDATE journeys_meeting SET cancelled_by_id = NULL WHERE id = {gone}",
            "meeting_cancelled_by_somebody",
        ),
    ),
    "it has a title and a kind": Rule(
        says("petra", "/meetings/add/", "Enter what people", **ROOM | {"title": ""}),
        says("petra", "/meetings/add/", "Choose a kind", **ROOM | {"kind": "party"}),
        Sql("UPDATE journeys_meeting SET kind = 'party'", "meeting_makes_sense"),
    ),
    "it is not endless": Rule(
        says(
            "petra", "/meetings/add/", "at most 12 hours", **ROOM | {"minutes": "900"}
        ),
        says("petra", "/meetings/add/", "at least 5", **ROOM | {"minutes": "-5"}),
        Sql("UPDATE journeys_meeting SET minutes = 900", "meeting_makes_sense"),
    ),
}
SPENT = {
    "where": "floor",
    "spent_on": today().isoformat(),
    "minutes": "60",
    "first_learning": "One",
    "second_learning": "Two",
    "third_learning": "Three",
    "action_title": "Move the date up",
    "action_owner": "{petra}",
    "action_due_on": today().isoformat(),
}
ADD = "/meetings/floor/add/"
VISIT = (
    'INSERT INTO journeys_floortime (person_id, spent_on, minutes, "where",'
    " first_learning, second_learning, third_learning, action_id, created_at)"
    " SELECT {who}, spent_on, minutes, \"where\", 'a', 'b', 'c', {action}, now()"
    " FROM journeys_floortime"
)
FLOOR = {
    "three learnings": Rule(
        says("petra", ADD, "Say a third thing", **SPENT | {"third_learning": " "}),
        says("petra", ADD, "You have said this", **SPENT | {"third_learning": "Two"}),
        Sql(
            "UPDATE journeys_floortime SET third_learning = second_learning",
            "floor_time_has_three_learnings",
        ),
    ),
    "and one action": Rule(
        says("petra", ADD, "the one thing", **SPENT | {"action_title": ""}),
        says("petra", ADD, "still here", **SPENT | {"action_owner": "999999"}),
        Sql("UPDATE journeys_floortime SET action_id = NULL", "action_id"),
    ),
    "an action of its own": Rule(
        says("petra", ADD, "has passed", **SPENT | {"action_due_on": "2001-01-01"}),
        unfound("omar", ADD, **SPENT),
        Sql(
            VISIT.replace("{who}", "person_id").replace("{action}", "action_id"),
            "action_id",
        ),
    ),
    "of product alone": Rule(
        says("petra", ADD, "still to come", **SPENT | {"spent_on": "2090-01-01"}),
        unfound("anna", ADD, **SPENT),
        Sql(VISIT.replace("{who}", "{omar}"), "floor_time_is_of_product"),
    ),
    "nor given to somebody of ops": Rule(
        says("petra", ADD, "Say where you were", **SPENT | {"where": ""}),
        unfound("leo", ADD, **SPENT),
        Sql(
            "UPDATE journeys_floortime SET person_id = {omar}",
            "floor_time_is_of_product",
        ),
    ),
}


@pytest.fixture
def rows(petra, omar):
    """A meeting ahead, one people came to, one cancelled, and a visit."""
    gone = arrange(petra, [omar], starts_at=moment(-1))
    gone.cancel(because="", by=petra)
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
    made = {
        "ahead": arrange(petra, [omar]),
        "over": held(petra, petra, omar),
        "gone": gone,
        "action": make.action("Another", petra, today()),
    }
    return {name: each.pk for name, each in made.items()} | {
        "seen": version_of(made["over"])
    }


@pytest.mark.capability("C06")
@three_ways(MEETINGS)
def test_meeting_rule_broken_on_purpose_changes_nothing(way, rows, request, browser):
    break_it(way, rows, request, browser)


@pytest.mark.capability("C08")
@three_ways(FLOOR)
def test_floor_time_rule_broken_on_purpose_changes_nothing(way, rows, request, browser):
    break_it(way, rows, request, browser)
