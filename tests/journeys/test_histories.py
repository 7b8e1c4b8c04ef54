"""What happened to initiatives, kickoffs, insights, releases and actions, in words."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from alignment.actions.models import Action
from alignment.versions import version_of
from journeys.models import Initiative, MeetingInsight
from journeys.models.attendance import note_attendance
from tests import make
from tests.journeys.meetings import held
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def read(client, person, route, *arguments, **query):
    client.force_login(person)
    text = client.get(reverse(route, args=arguments), query).text
    main = text[text.index("<main") : text.index("</main>")]
    return re.sub(r"\s+", " ", strip_tags(main))


def test_history_of_an_initiative_tells_what_changed_and_by_whom(
    client, journey, petra, paul, anna
):
    initiative = make.initiative("QR labels", petra, journey)
    client.force_login(paul)
    data = {
        "title": "Labels by phone",
        "summary": "",
        "lead": petra.pk,
        "journeys": [journey.pk],
        "seen": version_of(initiative),
    }
    client.post(reverse("journeys:initiative-edit", args=[initiative.slug]), data)

    said = read(client, anna, "journeys:initiative-history", initiative.slug)

    assert (
        "Changed what it is called QR labels →became Labels by phone Paul Ito" in said
    )
    assert "Added the journey “Move home”" in said
    assert "Had the idea" in said


def test_history_of_an_initiative_tells_how_far_it_is(client, journey, petra):
    initiative = make.initiative("QR labels", petra, journey)
    initiative.move_to(Initiative.Stage.STOPPED, because="Too dear")

    said = read(client, petra, "journeys:initiative-history", initiative.slug)

    assert "Changed how far it is Idea →became Stopped Alignment" in said
    assert "Too dear" in said


def test_history_of_a_kickoff_names_people(client, journey, petra, omar, leo):
    kickoff = make.kickoff(make.initiative("QR labels", petra, journey))
    kickoff.people.add(omar)
    kickoff.ask(leo, by=petra)
    kickoff.decline(reason="No time before May", by=leo)

    said = read(client, petra, "journeys:kickoff-history", "qr-labels")

    assert "Asked Leo Brandt to sponsor it" in said
    assert "what Leo Brandt said to sponsoring it" in said
    assert "Declined" in said
    assert "No time before May" in said
    assert "Added Omar Haddad" in said
    assert "Said the problem" in said


def test_history_of_an_insight_tells_what_became_of_it(client, journey, petra, omar):
    told = make.insight("Where is it?", journey, omar)
    told.answer(words="We look into it", by=petra)
    told.link(make.initiative("QR labels", petra, journey))

    said = read(client, omar, "journeys:insight-history", told.pk)

    assert "Said what becomes of it" in said
    assert "We look into it" in said
    assert "Changed the initiative it speaks to" in said
    assert "QR labels" in said


def test_history_of_an_insight_taken_back_is_not_there(client, journey, omar):
    told = make.insight("Where is it?", journey, omar)
    told.withdraw()
    client.force_login(omar)

    response = client.get(reverse("journeys:insight-history", args=[told.pk]))

    assert response.status_code == 404


def test_history_of_a_meeting_tells_what_changed_who_came_and_what_was_told(
    client, journey, petra, omar, olga
):
    meeting = held(petra, omar, journeys=[journey])
    meeting.write_notes("They want a day", seen=version_of(meeting))
    note_attendance(meeting, olga, came=True, by=petra)
    told = make.insight("My name is Eve", journey, omar)
    MeetingInsight.objects.create(meeting=meeting, insight=told)
    client.force_login(omar)
    url = reverse("journeys:attendance-note", args=[meeting.pk])
    client.post(url, {"came": "no"})

    said = read(client, petra, "journeys:meeting-history", meeting.pk)

    assert "Arranged it" in said
    assert "Said what it is called Listen to five calls Alignment" in said
    assert "Added the journey “Move home”" in said
    assert "Added Olga Stein" in said
    assert "Said whether Olga Stein came yes Alignment" in said
    assert "Changed whether Omar Haddad came Empty →became yes Alignment" in said
    assert "Changed whether Omar Haddad came yes →became no Omar Haddad" in said
    assert "Changed what was said Empty →became They want a day Alignment" in said
    assert "Told what a customer said" in said
    assert "Eve" not in said


def test_history_of_a_meeting_tells_why_it_is_cancelled(client, petra, omar):
    meeting = make.meeting("Listen", petra, timezone.now() + timedelta(1), omar)
    meeting.cancel(because="Nobody has time", by=petra)

    said = read(client, omar, "journeys:meeting-history", meeting.pk)

    assert "Changed why it is cancelled" in said
    assert "Nobody has time" in said


def test_history_of_a_meeting_is_linked_from_its_page(client, petra):
    meeting = make.meeting("Listen", petra, timezone.now())
    client.force_login(petra)

    page = client.get(meeting.get_absolute_url()).text

    assert reverse("journeys:meeting-history", args=[meeting.pk]) in page


def test_page_of_a_decision_tells_who_said_that_an_insight_led_to_it(
    client, journey, petra, omar
):
    initiative = make.initiative("QR labels", petra, journey)
    decision = make.decision("Do we ask first?", initiative, petra)
    told = make.insight("My name is Eve", journey, omar)
    told.link(initiative)
    client.force_login(omar)
    link = reverse("journeys:decision-link", args=[decision.pk])
    client.post(link, {"insight": told.pk, "leads": "yes"})
    decision.link(told, leads=False)

    said = read(client, petra, "journeys:decision-show", decision.pk)

    assert "Said that an insight led to it Omar Haddad" in said
    assert "Said that an insight did not lead to it" in said


def test_history_of_a_release_names_journeys(client, journey, petra):
    release = make.release("Meter photo", timezone.localdate(), petra, journey)
    release.rewrite(
        seen=version_of(release),
        journeys=[],
        name="Photo",
        released_on=release.released_on,
        summary="",
    )

    said = read(client, petra, "journeys:release-history", release.slug)

    assert "Took away the journey “Move home”" in said
    assert "Meter photo →became Photo" in said


def test_history_of_an_action_tells_what_became_of_it(client, petra, omar):
    action = make.action("Call them", petra, timezone.localdate())
    action.give(omar)
    action.finish(by=omar, words="They knew")

    said = read(client, omar, "actions:action-history", action.pk)

    assert "Petra Lind →became Omar Haddad" in said
    assert "Open →became Done" in said
    assert "They knew" in said


def test_history_goes_back_to_a_day_and_forgives_one_that_cannot_be(client, petra):
    action = make.action("Call them", petra, timezone.localdate())
    before = timezone.localdate() - timedelta(days=1)

    then = read(client, petra, "actions:action-history", action.pk, on=str(before))
    assert "Nothing had happened by then" in then
    for wrong in ("x", "9999-99-99", "0001-01-01", "2999-01-01"):
        said = read(client, petra, "actions:action-history", action.pk, on=wrong)
        assert "Wrote it down" in said
        assert "The address asks for a day that is none." in said
    assert "a day that is none" not in then


def test_history_escapes_what_people_wrote(client, petra):
    action = make.action("<script>x</script>", petra, timezone.localdate())
    client.force_login(petra)

    text = client.get(reverse("actions:action-history", args=[action.pk])).text

    assert "<script>x" not in text


@pytest.mark.parametrize("route", ["initiative", "release", "action", "meeting"])
def test_history_takes_as_many_queries_for_few_as_for_many(
    route, client, journey, petra
):
    row = {
        "initiative": lambda: make.initiative("QR labels", petra, journey),
        "release": lambda: make.release("R", timezone.localdate(), petra, journey),
        "action": lambda: make.action("Call", petra, timezone.localdate()),
        "meeting": lambda: make.meeting("Listen", petra, timezone.now()),
    }[route]()
    app = "actions" if isinstance(row, Action) else "journeys"
    key = getattr(row, "slug", row.pk)
    name = "name" if route == "release" else "title"
    client.force_login(petra)

    def change():
        for number in range(30):
            setattr(row, name, f"Version {number}")
            row.save(update_fields=[name])

    change()
    assert_same_queries(client, reverse(f"{app}:{route}-history", args=[key]), change)
