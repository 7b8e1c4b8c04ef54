"""Talk, do not type: the suggestion to the two, and what came of talking."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alignment.actions.models import Notification
from alignment.actions.models.suggestion import suggestion_of
from alignment.actions.queries.thread import meeting_url
from alignment.actions.tasks import sweep_news
from tests import make
from tests.racing import at_once

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


def test_suggestion_is_for_the_two_who_wrote_most(thread, omar, petra, olga):
    write_in(thread, 6, petra, omar, hours=1)
    write_in(thread, 1, olga)

    found = suggestion_of(thread)

    assert found
    assert {*found.pair} == {petra, omar}


def test_suggestion_to_answer_is_for_who_waits_and_who_wrote_before(
    thread, omar, petra, olga
):
    write_in(thread, 2, olga, petra, days=5)
    write_in(thread, 1, omar, days=4)

    found = suggestion_of(thread)

    assert found
    assert found.pair == (omar, petra)


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

    at_once(*[sweep_news] * 5)
    sweep_news()

    assert Notification.objects.filter(kind="asked-to-talk").count() == 4


def test_meeting_is_offered_with_what_is_known(omars, journey, omar, petra):
    thread = make.thread(journey, omar, petra)
    write_in(thread, 7, omar, petra)
    found = suggestion_of(thread)
    assert found
    offered = meeting_url("Talk about Move home", found.pair, talk=thread.pk)

    text = omars.get(f"/talks/{thread.pk}/").text
    form = omars.get(offered).context["form"]

    assert offered.replace("&", "&amp;") in text
    start = form.initial
    assert (start["title"], start["minutes"]) == ("Talk about Move home", 15)
    assert start["kind"] == "talk"
    assert start["journeys"] == [journey.pk]
    assert {omar.pk, petra.pk} == {*start["product_people"]} == {*start["ops_people"]}


def test_meeting_is_not_offered_to_agents_who_arrange_none(annas, journey, anna, petra):
    thread = make.thread(journey, anna, petra)
    write_in(thread, 7, anna, petra)

    text = annas.get(f"/talks/{thread.pk}/").text

    assert "Talk to Petra" in text
    assert "Book 15 minutes" not in text
