"""Talking about what initiatives are made of: who is told, and what stays as it was."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from alignment.actions.models import Notification, Thread
from alignment.versions import version_of
from journeys.models import Release
from tests import make
from tests.journeys.days import today
from tests.journeys.meetings import held as took_place
from tests.journeys.sql import write
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C11")]


@pytest.fixture
def annas(browser, anna):
    return browser(anna)


def talk(client, noun, about):
    """Somebody begins a talk about it; who is told of that, by name."""
    begin = reverse("actions:thread-begin", args=[noun, about.pk])
    assert client.post(begin, {"words": "Shall we talk?"}).status_code == 302
    about.refresh_from_db()
    assert about.thread
    told = Notification.objects.filter(kind="reply")
    return sorted(told.values_list("person__name", flat=True))


def test_talk_about_a_kickoff_is_told_to_lead_sponsor_and_deputy(
    annas, scheduled, omar
):
    scheduled.name_deputy(omar)

    assert talk(annas, "kickoff", scheduled) == [
        "Leo Brandt",
        "Omar Haddad",
        "Petra Lind",
    ]


def test_kickoff_that_was_held_can_be_talked_about_and_stays(annas, held):
    before = version_of(held)

    assert talk(annas, "kickoff", held)

    assert held.state == "held"
    assert version_of(held) == before
    with pytest.raises(IntegrityError, match="kickoff_held_stays"):
        write(
            "UPDATE journeys_kickoff SET thread_id = NULL, risks = 'None'"
            " WHERE id = %s",
            held.pk,
        )


def test_talk_about_a_decision_is_told_and_voids_no_approval(
    annas, initiative, petra, paul, omar
):
    decision = make.decision("Do we ask first?", initiative, paul)
    make.approved(decision, petra, omar)

    assert talk(annas, "decision", decision) == ["Paul Ito", "Petra Lind"]

    assert decision.taken_at
    assert decision.approvals.live().count() == 2


def test_talk_about_a_meeting_that_took_place_is_told_to_who_looks_after_it(
    annas, journey, initiative, paul, olga
):
    meeting = took_place(paul, paul, olga, journeys=[journey], initiative=initiative)

    assert talk(annas, "meeting", meeting) == ["Omar Haddad", "Paul Ito", "Petra Lind"]


def test_talk_about_a_release_is_told_to_the_owners_of_its_journeys(
    annas, journey, paul
):
    release = make.release("Meter photo", today(), paul, journey)

    assert talk(annas, "release", release) == ["Omar Haddad", "Paul Ito", "Petra Lind"]


def test_talk_about_a_workaround_is_told_to_owner_teller_and_owners(
    annas, journey, steps, olga, lea
):
    workaround = make.workaround("Copy readings", steps["Read the meter"], olga)
    workaround.accept(owner=lea, by=lea)

    told = talk(annas, "workaround", workaround)

    assert told == ["Lea Moreau", "Olga Stein", "Omar Haddad", "Petra Lind"]


def test_talk_does_not_come_between_who_reads_and_who_edits(petras, annas, petra):
    release = make.release("Meter photo", today(), petra)
    seen = version_of(release)
    talk(annas, "release", release)

    data = {"name": "Photo", "released_on": today(), "summary": "", "seen": seen}
    petras.post(reverse("journeys:release-edit", args=[release.slug]), data)

    release.refresh_from_db()
    assert release.name == "Photo"
    assert release.thread


def test_release_that_is_brought_back_has_its_talk(annas, petra, omar):
    release = make.release("Meter photo", today(), petra)
    talk(annas, "release", release)
    before, event = (release.get_absolute_url(), release.thread), release.remove()
    annas.force_login(omar)

    annas.post(reverse("journeys:release-restore", args=[event]))

    back = Release.objects.get()
    assert (back.get_absolute_url(), back.thread) == before
    assert "Shall we talk?" in annas.get(f"/talks/about/release/{back.pk}/").text


def test_release_under_the_address_of_another_does_not_take_its_talk(annas, petra):
    first = make.release("Meter photo", today(), petra)
    talk(annas, "release", first)
    pk, event = first.pk, first.remove()
    taken = make.release("Meter photo", today(), petra)
    Release.objects.filter(pk=taken.pk).update(name="Other")
    annas.force_login(petra)

    annas.post(reverse("journeys:release-restore", args=[event]))

    assert Release.objects.get(pk=pk).thread is None
    assert Thread.objects.count() == 1


@pytest.fixture
def abouts(kickoff, initiative, steps, petra, omar):
    return {
        "kickoff": kickoff,
        "decision": make.decision("Do we ask first?", initiative, petra),
        "meeting": took_place(petra, petra, omar),
        "release": make.release("Meter photo", today(), petra),
        "workaround": make.workaround("Copy", steps["Read the meter"], omar),
    }


@pytest.mark.parametrize(
    "noun", ["kickoff", "decision", "meeting", "release", "workaround"]
)
def test_page_takes_the_same_queries_however_long_its_talk_is(
    noun, petras, abouts, petra, omar
):
    about = abouts[noun]
    thread = make.thread(about, petra, omar)
    make.comment(thread, omar)

    def grow():
        for number in range(30):
            make.comment(thread, omar, f"Word {number}")

    assert_same_queries(petras, about.get_absolute_url(), grow)
    assert_same_queries(petras, f"/talks/about/{noun}/{about.pk}/", lambda: None)
