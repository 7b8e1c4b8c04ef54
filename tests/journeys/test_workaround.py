"""The register of workarounds, the page of one, and its forms."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alignment.actions.models import Notification
from journeys.models import Workaround
from tests import make
from tests.journeys.days import today
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C13")]
LIST = reverse("journeys:workaround-list")
ADD = reverse("journeys:workaround-add")
NUMBERS = {"people_count": "6", "times_a_week": "20", "minutes_each": "4"}


def url(workaround, name, noun="workaround"):
    return reverse(f"journeys:{noun}-{name}", args=[workaround.pk])


def test_workaround_add_is_for_agents_too(browser, anna, steps):
    annas = browser(anna)
    said = {"what": "Copy each reading", "step": steps["Read the meter"].pk, **NUMBERS}

    empty = annas.post(ADD, {"what": ""})
    answer = annas.post(ADD, said)

    assert empty.status_code == 422
    assert "Write what is done by hand." in empty.text
    assert "Choose the step at which it is done." in empty.text
    made = Workaround.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.state, made.proposed_by) == ("proposed", anna)
    page = annas.get(answer.url).text
    assert "35 hours and £1,109 a month" in page
    assert "6 people × 20 times a week × 52 weeks ÷ 12 months = 520" in page
    assert "520 × 4 minutes ÷ 60 = 34.7 hours" in page


def test_workaround_add_keeps_what_was_typed(petras, steps):
    said = {"what": "Copy", "step": steps["Read the meter"].pk, **NUMBERS}

    wrong = petras.post(ADD, said | {"times_low": "30", "people_count": "many"})

    assert wrong.status_code == 422
    assert "Enter at most 20, the usual number." in wrong.text
    assert "Say how many people do it, like 6." in wrong.text
    assert 'value="many"' in wrong.text
    assert not Workaround.objects.exists()


@pytest.mark.capability("C07")
def test_workaround_add_from_an_insight_begins_with_its_words(
    petras, journey, steps, anna
):
    step = steps["Read the meter"]
    told = make.insight("I type it in twice", journey, anna, step=step)
    page = petras.get(told.get_absolute_url()).text
    link = f"{ADD}?insight={told.pk}"
    assert link in page

    form = petras.get(link).text
    petras.post(link, {"what": told.said, "step": step.pk, **NUMBERS})

    assert "I type it in twice" in form
    assert f'<option value="{step.pk}" selected>' in form
    made = Workaround.objects.get()
    assert made.insight == told
    assert made.get_absolute_url() in petras.get(told.get_absolute_url()).text


def test_workaround_goes_through_its_life_over_its_page(
    petras, browser, workaround, fix, anna, omar
):
    annas = browser(anna)
    petras.post(url(workaround, "accept"), {"owner": omar.pk})
    petras.post(url(workaround, "plan"), {"release": fix.pk})
    early = petras.post(url(workaround, "retire"))
    petras.post(url(workaround, "ask", "use"), {"people": [anna.pk]})
    asked = annas.get(workaround.get_absolute_url()).text
    still = annas.post(url(workaround, "answer", "use"), {"times_a_week": "3"})
    used = petras.post(url(workaround, "retire"))
    annas.post(url(workaround, "answer", "use"), {"times_a_week": "0"})
    petras.post(url(workaround, "retire"))

    assert early.status_code == used.status_code == 422
    assert "Ask those who do it first, by name." in early.text
    assert "Do you still do this by hand?" in asked
    assert still.status_code == 302
    assert "Anna Costa still does it by hand." in used.text
    page = petras.get(workaround.get_absolute_url()).text
    assert "It saves £1,109 a month." in page
    for said in (
        "Proposed it",
        "Accepted it",
        "Planned its fix: “Readings arrive by themselves”",
        "Asked Anna Costa whether they still do it",
        "Anna Costa still does it, 3 times a week",
        "Anna Costa does it no more",
        "Retired it: nobody does it by hand any more",
    ):
        assert said in page, said
    annas.post(url(workaround, "answer", "use"), {"times_a_week": "1"})
    workaround.refresh_from_db()
    assert workaround.state == "accepted"


def test_workaround_history_says_before_and_after(petras, petra, workaround, steps):
    page = petras.get(url(workaround, "edit")).text
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    said = {"what": "Copy it all", "step": workaround.step_id, **NUMBERS, "seen": seen}

    petras.post(url(workaround, "edit"), said | {"minutes_each": "6"})
    late = petras.post(url(workaround, "edit"), said | {"minutes_each": "9"})

    assert late.status_code == 409
    assert "Petra Lind changed this" in late.text
    shown = petras.get(workaround.get_absolute_url()).text
    assert "Changed how long it takes" in shown
    assert "<del>4</del>" in shown
    assert "<ins>6</ins>" in shown


def test_workaround_news_say_what_and_where(
    petras, browser, workaround, fix, anna, omar
):
    petras.post(url(workaround, "accept"), {"owner": omar.pk})
    petras.post(url(workaround, "plan"), {"release": fix.pk})
    petras.post(url(workaround, "ask", "use"), {"people": [omar.pk, anna.pk]})
    asked = Notification.objects.get(person=omar)
    for who in (omar, anna):
        browser(who).post(url(workaround, "answer", "use"), {"times_a_week": "0"})
    petras.post(url(workaround, "retire"))

    assert asked.words.startswith("Do you still do this by hand?")
    assert "Copy each reading by hand" in asked.words
    assert asked.url == workaround.get_absolute_url()
    over = Notification.objects.filter(kind="workaround-retired")
    assert {told.person for told in over} == {omar, anna}


def test_workaround_reject_needs_a_reason(petras, workaround):
    empty = petras.post(url(workaround, "reject"), {"reason": ""})
    petras.post(url(workaround, "reject"), {"reason": "The system does it"})

    assert empty.status_code == 422
    assert "Say in one sentence why not." in empty.text
    assert "The system does it" in petras.get(workaround.get_absolute_url()).text
    petras.post(url(workaround, "reopen"))
    workaround.refresh_from_db()
    assert workaround.state == "proposed"


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        *(("workaround", each) for each in ("edit", "accept", "reject", "give")),
        *(("workaround", each) for each in ("plan", "retire", "reopen")),
        ("use", "ask"),
    ],
)
def test_workaround_is_changed_by_members_only(noun, name, browser, anna, workaround):
    answer = browser(anna).post(url(workaround, name, noun), {"reason": "No"})

    assert answer.status_code == 404
    workaround.refresh_from_db()
    assert workaround.state == "proposed"


@pytest.mark.parametrize(
    ("noun", "name", "forged"),
    [
        ("workaround", "give", ("owner", "anna")),
        ("workaround", "give", ("owner", "gone")),
        ("use", "ask", ("people", "lea")),
        ("use", "ask", ("people", "gone")),
        ("workaround", "plan", ("release", "other")),
    ],
)
def test_workaround_forged_choice_is_refused(
    noun, name, forged, others, petras, planned
):
    field, who = forged

    answer = petras.post(url(planned, name, noun), {field: others[who].pk})

    assert answer.status_code == 422
    before = planned.owner, planned.release
    planned.refresh_from_db()
    assert (planned.owner, planned.release) == before
    assert not planned.reports.exists()


@pytest.fixture
def others(anna, lea, petra, omar, ops_team, ada):
    """Whom and what one may not choose."""
    gone = make.person("Gone Away", ops_team)
    gone.deactivate(by=ada)
    elsewhere = make.journey("Pay a bill", petra, omar)
    release = make.release("New bill", today(), petra, elsewhere)
    return {"anna": anna, "lea": lea, "gone": gone, "other": release}


def test_workaround_offers_releases_since_it_was_told_only(
    petras, petra, workaround, journey, omar
):
    workaround.accept(owner=omar, by=petra)
    old = make.release("Pay in parts", today() - timedelta(days=1), petra, journey)
    make.release("Readings by mail", today(), petra, journey)
    make.release("Readings by phone", today() + timedelta(days=9), petra, journey)

    page = petras.get(workaround.get_absolute_url()).text
    forged = petras.post(url(workaround, "plan"), {"release": old.pk})

    assert "Pay in parts" not in page
    assert "Readings by mail" in page
    assert "Readings by phone" in page
    assert "when this was told, and coming ones." in page
    assert forged.status_code == 422
    assert "Choose a release of that day or later." in forged.text


def test_use_answer_is_not_found_on_the_side_of_product(petras, planned):
    answer = petras.post(url(planned, "answer", "use"), {"times_a_week": "0"})

    assert answer.status_code == 404
    assert not planned.reports.exists()


def test_workaround_show_takes_the_same_queries_however_much_was_said(
    petras, planned, petra, ops_team
):
    planned.reports.create(person=make.person("Ops 0", ops_team), asked_by=petra)

    def grow():
        for number in range(1, 30):
            person = make.person(f"Ops {number}", ops_team)
            planned.reports.create(
                person=person, asked_by=petra, times_a_week=0, answered_on=today()
            )

    assert_same_queries(petras, planned.get_absolute_url(), grow)


@pytest.mark.capability("C02", "C03")
def test_journey_shows_what_is_done_by_hand_and_at_which_step(
    petras, journey, workaround, petra, steps, anna
):
    workaround.accept(owner=petra, by=petra)
    make.workaround("Another", workaround.step, anna)
    gone = make.workaround("Not this", workaround.step, anna)
    gone.reject(reason="No", by=petra)

    page = " ".join(petras.get(journey.get_absolute_url()).text.split())

    assert "2 done by hand" in page
    assert "£2,219 a month" in page
    assert "Copy each reading by hand" in page
    assert "Not this" not in page


def test_journey_takes_the_same_queries_whatever_is_done_by_hand(
    petras, journey, workaround, steps, anna
):
    assert_same_queries(
        petras,
        journey.get_absolute_url(),
        lambda: [
            make.workaround(f"Copy {number}", steps["Give notice"], anna)
            for number in range(30)
        ],
    )


def test_release_says_which_workarounds_it_ends(petras, planned, fix):
    page = petras.get(fix.get_absolute_url()).text

    assert "It ends what is done by hand" in page
    assert planned.get_absolute_url() in page


def test_workaround_add_without_a_journey_says_what_to_do_first(petras):
    assert "No journey has steps yet" in petras.get(ADD).text


def test_release_remove_says_which_workaround_needs_it(petras, planned, fix):
    answer = petras.post(reverse("journeys:release-remove", args=[fix.slug]))

    assert answer.status_code == 422
    assert "It is the fix of a workaround" in answer.text
