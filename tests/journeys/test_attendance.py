"""Who came to a meeting, and what ops having been there means for an initiative."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Notification
from alignment.people.models import Role
from journeys.models import (
    Attendance,
    Initiative,
    Meeting,
    MeetingCancelled,
    NotBegun,
    TookPlace,
)
from journeys.models.attendance import note_attendance
from journeys.queries.involvement import involvements
from journeys.queries.kickoff_open import open_kickoffs
from tests import make
from tests.journeys.days import today
from tests.journeys.meetings import arrange, held, moment

pytestmark = pytest.mark.django_db
SWAP = {"HX-Request": "true"}


@pytest.fixture
def over(petra, omar, anna):
    """A meeting of yesterday, of which nobody has said who came."""
    return arrange(petra, [petra, omar, anna], starts_at=moment(-1))


def came(browser, who, meeting, person=None, said="yes", **more):
    data = {"came": said} | ({"person": person.pk} if person else {}) | more
    url = reverse("journeys:attendance-note", args=[meeting.pk])
    return browser(who).post(url, data, **({"headers": SWAP} if person else {}))


def noted(meeting):
    rows = meeting.attendances.order_by("person__name")
    return {row.person.first_name: row.came for row in rows}


@pytest.mark.capability("C06")
def test_attendance_is_noted_by_one_tap_of_whoever_was_there(browser, anna, over):
    asked = browser(anna).get("/meetings/").text

    response = came(browser, anna, over, next="/meetings/")

    assert "Were you there?" in asked
    assert response.url == "/meetings/"
    assert noted(over) == {"Anna": True, "Omar": None, "Petra": None}
    assert "Were you there?" not in browser(anna).get("/meetings/").text
    came(browser, anna, over, said="no")
    assert noted(over)["Anna"] is False


@pytest.mark.capability("C06")
def test_attendance_of_others_is_noted_by_members_and_the_organiser(
    browser, omar, anna, olga, over
):
    part = came(browser, olga, over, omar)
    came(browser, olga, over, anna, said="no")
    refused = came(browser, anna, over, omar, said="no")

    assert part.status_code == 200
    assert "<html" not in part.text
    assert refused.status_code == 404
    assert noted(over) == {"Anna": False, "Omar": True, "Petra": None}
    row = over.attendances.get(person=omar)
    assert (row.side, row.noted_by) == ("ops", olga)
    Meeting.objects.update(organised_by=anna)
    assert came(browser, anna, over, omar, said="no").status_code == 200


def test_attendance_of_who_was_not_invited_is_noted_too(browser, olga, over, petra):
    came(browser, olga, over)
    empty = came(browser, petra, over, other="1")

    assert noted(over)["Olga"] is True
    assert not over.attendances.get(person=olga).is_invited
    assert empty.status_code == 422
    assert "Choose who came." in empty.text


def test_attendance_before_it_begins_or_of_what_was_cancelled_is_refused(
    browser, petra, omar
):
    ahead, gone = arrange(petra, [omar]), arrange(petra, [omar], starts_at=moment(-1))
    gone.cancel(because="", by=petra)

    with pytest.raises(NotBegun, match="It begins on"):
        note_attendance(ahead, omar, came=True, by=omar)
    with pytest.raises(MeetingCancelled):
        note_attendance(gone, omar, came=True, by=omar)
    response = came(browser, omar, ahead)

    assert response.status_code == 422
    assert "Say afterwards who came." in response.text
    assert not Attendance.objects.exclude(came=None).exists()


def test_meeting_offers_who_else_came_by_name(browser, omar, over, ops_team):
    for name in ("zoe Berg", "Abe Cole", "Mia Dorn"):
        make.person(name, ops_team)

    others = browser(omar).get(over.get_absolute_url()).context["others"]

    names = [one.name for one in others]
    assert names == sorted(names, key=str.casefold)
    assert {"zoe Berg", "Abe Cole", "Mia Dorn"} <= set(names)


def test_meeting_that_is_over_tells_nobody_and_says_so(petras, petra, omar):
    said = {
        "title": "Walk through",
        "kind": "review",
        "on": (timezone.localdate() - timedelta(days=2)).isoformat(),
        "at": "10:30",
        "minutes": 30,
        "ops_people": [omar.pk],
    }

    past = petras.post("/meetings/add/", said, follow=True).text
    ahead = said | {"on": (timezone.localdate() + timedelta(days=2)).isoformat()}
    coming = petras.post("/meetings/add/", ahead, follow=True).text

    assert "is arranged. It is over already, so nobody is told." in past
    assert "is arranged. Everybody invited is told." in coming
    assert Notification.objects.count() == 1


def test_attendance_of_nonsense_is_refused(browser, omar, over):
    response = came(browser, omar, over, said="perhaps")

    assert response.status_code == 422
    assert "Say whether they came." in response.text


def test_meeting_people_came_to_is_neither_moved_nor_cancelled(petras, petra, omar):
    made = held(petra, omar)

    with pytest.raises(TookPlace):
        made.cancel(because="", by=petra)
    response = petras.post(f"/meetings/{made.pk}/cancel/", {"scope": "one"})

    assert response.status_code == 422
    assert "People came to it" in response.text
    made.refresh_from_db()
    assert not made.is_cancelled


def test_attendance_keeps_the_side_somebody_had_then(petra, omar, product_team):
    made = held(petra, petra, omar)

    omar.place_in([product_team], by=petra)

    assert made.attendances.get(person=omar).side == "ops"


@pytest.fixture
def waits(petra, journey):
    """An initiative of three weeks ago, without anybody of ops."""
    made = make.initiative("QR labels", petra, journey)
    make.kickoff(made)
    Initiative.objects.update(created_at=timezone.now() - timedelta(days=21))
    return Initiative.objects.get()


@pytest.mark.capability("C04")
def test_meeting_with_ops_ends_the_clock_of_its_initiative(waits, petra, omar, petras):
    created = {waits.pk: waits.created_at}
    assert involvements(created, today())[waits.pk].light == "bad"

    held(petra, petra, omar, initiative=waits, days=-16)
    Meeting.objects.update(linked_at=moment(-17))

    found = involvements(created, today())[waits.pk]
    assert (found.days, found.light) == (5, "good")
    [activity] = found.activities
    assert (activity.who, activity.what) == (
        "Omar Haddad",
        "came to “Listen to five calls”",
    )
    assert open_kickoffs(today()) == ()
    page = petras.get(waits.get_absolute_url()).text
    assert "came to “Listen to five calls”" in page


@pytest.mark.capability("C04")
def test_meeting_written_down_afterwards_ends_the_clock_when_it_is(
    waits, petra, omar, petras
):
    """Nobody turns back the clock by a meeting of three weeks ago."""
    held(petra, petra, omar, days=-20)
    met = Meeting.objects.get()
    met.initiative = waits
    met.save()
    held(petra, petra, omar, initiative=waits, days=-16)

    found = involvements({waits.pk: waits.created_at}, today())[waits.pk]

    assert (found.days, found.light, len(found.activities)) == (21, "bad", 2)


@pytest.mark.capability("C04")
def test_meeting_without_ops_leaves_the_clock_running(waits, petra, omar, paul):
    held(petra, petra, paul, initiative=waits)
    invited = arrange(petra, [petra, omar], starts_at=moment(-2), initiative=waits)
    note_attendance(invited, omar, came=False, by=petra)
    held(petra, omar)

    found = involvements({waits.pk: waits.created_at}, today())[waits.pk]

    assert (found.days, found.light, found.activities) == (21, "bad", ())
    assert [each.title for each in open_kickoffs(today())] == ["QR labels"]


def test_meetings_next_and_last_stand_on_what_they_are_about(
    petras, petra, omar, journey, waits
):
    held(petra, petra, omar, journeys=[journey], initiative=waits, title="Was")
    held(petra, petra, journeys=[journey], initiative=waits, title="Alone", days=-2)
    arrange(petra, [omar], journeys=[journey], initiative=waits, title="Will be")
    gone = arrange(petra, [omar], journeys=[journey], initiative=waits, title="Gone")
    gone.cancel(because="", by=petra)

    for url in (journey.get_absolute_url(), waits.get_absolute_url()):
        page = petras.get(url).text
        _, said = page.split('id="met-title"')
        section = said.split("</section>")[0]
        assert section.index("Will be") < section.index("Was") < section.index("Alone")
        assert "Gone" not in section
        assert "Both sides came" in section
        assert "Nobody from ops came" in section


@pytest.mark.capability("C06")
def test_meeting_says_that_nobody_came_once_every_guest_has_answered(
    petras, petra, omar, anna, waits
):
    made = arrange(petra, [petra, omar, anna], starts_at=moment(-1), initiative=waits)
    pages = (made.get_absolute_url(), waits.get_absolute_url())
    note_attendance(made, petra, came=True, by=petra)
    note_attendance(made, omar, came=False, by=omar)

    for url in pages:
        page = petras.get(url).text
        assert "Not said yet who came from ops" in page
        assert "Nobody from ops came" not in page
    note_attendance(made, anna, came=False, by=anna)
    for url in pages:
        page = petras.get(url).text
        assert "Not said yet who came from ops" not in page
        assert "Nobody from ops came" in page


def test_attendance_of_an_agent_of_another_meeting_is_not_theirs(browser, ops_team):
    agent = make.person("Abel Girma", ops_team, role=Role.AGENT)
    other = make.person("Mona Reis", ops_team, role=Role.AGENT)
    made = arrange(agent, [other], starts_at=moment(-1))
    Meeting.objects.update(organised_by=other)

    assert came(browser, agent, made, other).status_code == 404
