"""Talk, do not type: the suggestion to the two, and what came of talking."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from alignment.actions.models import Comment, Notification, Thread
from alignment.actions.models.suggestion import suggestion_of
from alignment.actions.queries.thread import meeting_url
from alignment.actions.tasks import sweep_threads
from tests import make
from tests.actions.news import five_times
from tests.journeys.sql import write

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C11")]
SWAP = {"HX-Request": "true"}


@pytest.fixture
def thread(action, omar, petra):
    return make.thread(action, omar, petra)


@pytest.fixture
def petras(client, petra):
    client.force_login(petra)
    return client


def write_in(thread, count, *people, **ago):
    """So many comments of these people in turn, the last of them so long ago."""
    last = timezone.now() - timedelta(**ago)
    for number in range(count):
        at = last - timedelta(minutes=count - 1 - number)
        make.comment(thread, people[number % len(people)], at=at)


def talked(*people, **more):
    given = {
        "talked-on": timezone.localdate().isoformat(),
        "talked-talked": [one.pk for one in people],
        "talked-outcome": "The letter of step 3, by Friday",
    }
    return given | more


@pytest.mark.parametrize(("count", "kind"), [(6, None), (7, "many")])
def test_over_six_comments_suggest_to_talk(count, kind, thread, omar, petra):
    write_in(thread, count, omar, petra)

    found = suggestion_of(thread)

    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("ago", "kind"),
    [
        ({"days": 2, "hours": 23}, None),
        ({"days": 3}, "waiting"),
    ],
)
def test_three_days_without_an_answer_suggest_to_talk(ago, kind, thread, omar):
    write_in(thread, 1, omar, **ago)

    found = suggestion_of(thread)

    assert (found.kind if found else None) == kind


def test_comments_taken_back_do_not_count(thread, omar, petra):
    write_in(thread, 7, omar, petra)
    thread.comments.last().withdraw()

    assert suggestion_of(thread) is None


def test_suggestion_is_for_the_two_who_wrote_last(thread, omar, petra, olga, paul):
    write_in(thread, 5, paul, olga, hours=1)
    write_in(thread, 2, omar, petra)

    found = suggestion_of(thread)

    assert found
    assert found.pair == (petra, omar)


def test_suggestion_of_one_who_wrote_alone_is_with_the_other_side(
    action, omar, olga, petra
):
    thread = make.thread(action, omar, olga, petra)
    write_in(thread, 1, omar, days=4)

    found = suggestion_of(thread)

    assert found
    assert found.pair == (omar, petra)


def test_suggestion_leaves_out_who_has_left(thread, omar, petra, ada):
    write_in(thread, 7, omar, petra)
    omar.deactivate(by=ada)

    assert suggestion_of(thread) is None


def test_suggestion_is_shown_to_the_two_and_to_nobody_else(
    omars, petras, annas, thread, omar, petra
):
    write_in(thread, 7, omar, petra)
    page = f"/talks/{thread.pk}/"

    assert "Talk to Petra" in omars.get(page).text
    assert "Talk to Omar" in petras.get(page).text
    assert "Ten minutes together may save a day." in petras.get(page).text
    assert "Suggestion" not in annas.get(page).text


def test_suggestion_has_the_one_plum_button_unless_the_page_has_its_own(
    omars, journey, action, omar, petra
):
    loud, quiet = make.thread(action, omar, petra), make.thread(journey, omar, petra)
    for thread in (loud, quiet):
        write_in(thread, 7, omar, petra)

    of_action = omars.get(f"/talks/about/action/{action.pk}/", headers=SWAP)
    of_journey = omars.get(f"/talks/about/journey/{journey.pk}/", headers=SWAP)

    assert of_action.text.count("btn--talk") == 1
    assert of_journey.text.count("btn--talk") == 0
    assert "Talk to Petra" in of_journey.text
    assert omars.get(f"/talks/{quiet.pk}/").text.count("btn--talk") == 1


def test_suggestion_is_hushed_for_a_week_for_oneself(
    omars, petras, thread, omar, petra
):
    write_in(thread, 7, omar, petra)
    page = f"/talks/{thread.pk}/"

    omars.post(f"{page}hush/")
    hushed = omars.get(page).text
    session = omars.session
    day = timezone.localdate() - timedelta(days=7)
    session["hushed_threads"] = {str(thread.pk): (day + timedelta(7)).isoformat()}
    session.save()

    assert "Talk to Petra" not in hushed
    assert "Talk to Omar" in petras.get(page).text
    assert "Talk to Petra" in omars.get(page).text


def test_two_are_asked_to_talk_once_by_the_seventh_comment(omars, thread, omar, petra):
    write_in(thread, 6, omar, petra)
    for words in ("One more", "And another"):
        omars.post(f"/talks/{thread.pk}/add/", {"words": words})

    asked = Notification.objects.filter(kind="asked-to-talk")
    assert {row.person: row.words for row in asked} == {
        omar: f"Talk to Petra about “{thread}”?",
        petra: f"Talk to Omar about “{thread}”?",
    }


@pytest.mark.django_db(transaction=True)
def test_two_are_asked_to_talk_once_by_five_sweeps_at_once():
    team = make.team("Care", "ops")
    omar, olga = make.person("Omar Haddad", team), make.person("Olga Stein", team)
    for number in range(3):
        action = make.action(f"Call {number}", omar, timezone.localdate())
        write_in(make.thread(action, omar, olga), 1, omar, days=number + 2)

    five_times(sweep_threads)
    sweep_threads()

    assert Notification.objects.filter(kind="asked-to-talk").count() == 4


def test_meeting_is_offered_once_there_are_meetings(monkeypatch, omar, petra):
    without = meeting_url("Talk about it", (omar, petra))
    monkeypatch.setattr(
        "alignment.actions.queries.thread.reverse", lambda name: "/meetings/add/"
    )

    offered = meeting_url("Talk about it", (omar, petra))

    assert without in {"", offered}
    assert offered == (
        f"/meetings/add/?title=Talk+about+it&people={omar.pk}&people={petra.pk}"
    )


def test_we_talked_closes_it_with_day_people_and_outcome_on_top(
    omars, annas, thread, omar, petra
):
    write_in(thread, 7, omar, petra)

    omars.post(f"/talks/{thread.pk}/talked/", talked(omar, petra))

    thread.refresh_from_db()
    page = " ".join(annas.get(f"/talks/{thread.pk}/").text.split())
    assert thread.closed_by == omar
    assert "The letter of step 3, by Friday" in page
    assert "Omar Haddad</a> and <a" in page
    assert "A word" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"talked-outcome": " "}, "Say in a sentence what came of it."),
        ({"talked-talked": []}, "it takes two to talk"),
        ({"talked-on": ""}, "Enter a day"),
        ({"talked-on": "2999-01-01"}, "still to come"),
        ({"talked-on": "soon"}, "Enter a day"),
    ],
)
def test_we_talked_is_refused_with_the_form_filled(
    wrong, words, omars, thread, omar, petra
):
    data = talked(omar, petra) | wrong

    response = omars.post(f"/talks/{thread.pk}/talked/", data)

    thread.refresh_from_db()
    assert response.status_code == 422
    assert words in response.text
    assert "talked-outcome" in wrong or "The letter of step 3" in response.text
    assert not thread.is_closed


def test_one_alone_has_not_talked(omars, thread, omar):
    response = omars.post(f"/talks/{thread.pk}/talked/", talked(omar))

    assert response.status_code == 422
    assert "it takes two to talk" in response.text
    assert Thread.objects.open().exists()


def test_who_is_not_in_it_does_not_say_they_talked(annas, thread, omar, petra, olga):
    outside = annas.post(f"/talks/{thread.pk}/talked/", talked(omar, petra))
    forged = talked(omar, olga)
    thread.join([])

    assert outside.status_code == 404
    assert forged["talked-talked"][1] == olga.pk
    assert Thread.objects.open().exists()


def test_talking_of_somebody_not_in_it_is_refused(omars, thread, omar, olga):
    response = omars.post(f"/talks/{thread.pk}/talked/", talked(omar, olga))

    assert response.status_code == 422
    assert Thread.objects.open().exists()


@pytest.fixture
def closed(thread, omar, petra):
    write_in(thread, 2, omar, petra)
    on = timezone.localdate()
    thread.close(on=on, talked=[omar, petra], outcome="By Friday", by=omar)
    return thread


def test_said_twice_it_is_closed_once(closed, omar, petra):
    first = closed.closed_at

    on = closed.talked_on
    closed.close(on=on, talked=[omar, petra], outcome="By Friday", by=petra)

    closed.refresh_from_db()
    assert (closed.closed_at, closed.closed_by) == (first, omar)


def test_closed_talk_keeps_what_somebody_was_writing(omars, closed):
    words = "But what about the other letter?"

    response = omars.post(f"/talks/{closed.pk}/add/", {"words": words})

    assert response.status_code == 422
    assert "This ended with a talk on" in response.text
    assert words in response.text
    assert Comment.objects.count() == 2


def test_closed_talk_stays_and_a_new_one_begins_after_it(omars, action, closed):
    omars.post(f"/talks/about/action/{action.pk}/add/", {"words": "One more thing"})

    action.refresh_from_db()
    page = omars.get(f"/talks/about/action/{action.pk}/").text
    assert action.thread.after == closed
    assert f"/talks/{closed.pk}/" in page
    assert "One more thing" in page
    assert "By Friday" in omars.get(f"/talks/{closed.pk}/").text


def test_comment_in_a_closed_talk_is_not_edited(omars, closed, omar):
    comment = closed.comments.filter(by=omar).get()

    response = omars.post(f"/talks/comments/{comment.pk}/", {"words": "Otherwise"})

    assert response.status_code == 422
    assert "This ended with a talk" in response.text


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("UPDATE actions_thread SET outcome = 'No'", "thread_closed_stays"),
        (
            (
                "UPDATE actions_thread SET closed_at = NULL, closed_by_id = NULL,"
                " talked_on = NULL, outcome = ''"
            ),
            "thread_closed_stays",
        ),
        ("DELETE FROM actions_thread", "thread_closed_stays"),
        ("UPDATE actions_threadperson SET talked = false", "thread_is_closed"),
        ("DELETE FROM actions_threadperson", "thread_is_closed"),
        (
            (
                "INSERT INTO actions_comment (key, thread_id, words, by_id, at)"
                " SELECT gen_random_uuid(), thread_id, words, by_id, now()"
                " FROM actions_comment"
            ),
            "thread_is_closed",
        ),
    ],
)
def test_database_keeps_what_came_of_talking(sql, rule, closed, as_pages):
    with pytest.raises(IntegrityError, match=rule):
        write(sql)


CLOSE = (
    "UPDATE actions_thread SET closed_at = now(), talked_on = now(), outcome = {},"
    " closed_by_id = (SELECT min(person_id) FROM actions_threadperson)"
)


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        (CLOSE.format("'So'"), "thread_closed_by_talking"),
        (
            "UPDATE actions_threadperson SET talked = true; " + CLOSE.format("''"),
            "thread_closed_says_when_and_what",
        ),
        ("UPDATE actions_thread SET about_url = 'x'", "is_about_something_here"),
        ("UPDATE actions_thread SET talked_on = now()", "says_when_and_what"),
    ],
)
def test_database_closes_no_talk_without_two_people_and_an_outcome(
    sql, rule, thread, as_pages
):
    with pytest.raises(IntegrityError, match=rule):
        write(sql)
