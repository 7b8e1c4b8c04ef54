"""The page of a kickoff: its questions, its sponsor, and who may do what."""

import json

import pytest
from django.urls import reverse

from alignment.people.models import Role
from tests import make
from tests.journeys.days import today

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C05")]
SWAP = {"HX-Request": "true"}


def url(kickoff, name, *more):
    return reverse(f"journeys:kickoff-{name}", args=[kickoff.initiative.slug, *more])


def answer(client, kickoff, question, text, was, **headers):
    return client.post(
        url(kickoff, "answer", question),
        {f"{question}-answer": text, f"{question}-was": json.dumps(was)},
        headers=headers,
    )


def test_kickoff_goes_from_draft_to_held_over_its_page(
    petras, petra, leo, omar, browser, kickoff
):
    leos = browser(leo)
    assert petras.post(url(kickoff, "schedule")).status_code == 422
    petras.post(url(kickoff, "ask"), {"person": leo.pk})
    answer(petras, kickoff, "held_on", today().isoformat(), None)
    petras.post(url(kickoff, "deputy"), {"person": omar.pk})
    petras.post(url(kickoff, "schedule"))
    early = petras.post(url(kickoff, "hold"))
    page = leos.get(kickoff.get_absolute_url()).text
    leos.post(url(kickoff, "accept"))
    petras.post(url(kickoff, "hold"))

    kickoff.refresh_from_db()
    assert "Leo Brandt has not said yes yet" in early.text
    assert "Petra Lind asks you to sponsor this for ops." in page
    assert kickoff.is_held
    after = petras.get(kickoff.get_absolute_url()).text
    assert "What was agreed stays." in after
    assert "stands in on the day" in after
    assert petras.get(url(kickoff, "edit")).url == kickoff.get_absolute_url()
    late = answer(petras, kickoff, "risks", "None", "Said about risks")
    assert late.status_code == 422


def test_kickoff_decline_needs_a_reason_and_is_told(
    petras, leo, petra, browser, kickoff
):
    kickoff.ask(leo, by=petra)
    leos = browser(leo)

    empty = leos.post(url(kickoff, "decline"), {"reason": ""})
    leos.post(url(kickoff, "decline"), {"reason": "No time before January"})

    assert empty.status_code == 422
    assert "Say in one sentence why not." in empty.text
    kickoff.refresh_from_db()
    assert kickoff.sponsor is None
    page = petras.get(kickoff.get_absolute_url()).text
    assert "No time before January" in page
    assert "Nobody in ops sponsors it yet." in page


@pytest.mark.parametrize("who", ["lea", "petra", "anna", "omar"])
def test_kickoff_accept_is_not_found_but_for_the_sponsor(
    who, request, browser, leo, petra, kickoff
):
    kickoff.ask(leo, by=petra)
    client = browser(request.getfixturevalue(who))

    for verb in ("accept", "decline"):
        assert client.post(url(kickoff, verb), {"reason": "x"}).status_code == 404
    kickoff.refresh_from_db()
    assert kickoff.sponsor == leo
    assert kickoff.sponsor_accepted_at is None


def test_kickoff_ask_refuses_who_cannot_sponsor_in_words(petras, lea, omar, kickoff):
    for person, sentence in (
        (lea.pk, "Lea Moreau cannot sponsor it: a sponsor leads in ops"),
        (omar.pk, "Omar Haddad cannot sponsor it"),
        ("", "Choose whom to ask."),
        ("999999", "Choose somebody from the list."),
    ):
        response = petras.post(url(kickoff, "ask"), {"person": person})

        assert response.status_code == 422
        assert sentence in response.text


def test_kickoff_page_offers_only_who_may_sponsor(petras, leo, lea, omar, kickoff):
    page = petras.get(kickoff.get_absolute_url()).context["page"]

    assert [one.name for one in page.sponsors] == ["Leo Brandt"]
    assert {one.name for one in page.deputies} == {"Leo Brandt", "Omar Haddad"}


def test_kickoff_answer_is_saved_alone(petras, kickoff):
    response = answer(
        petras,
        kickoff,
        "problem",
        "Labels\r\ndo not print",
        "Said about problem",
        **SWAP,
    )

    kickoff.refresh_from_db()
    assert kickoff.problem == "Labels\ndo not print"
    assert "Saved at" in response.text
    assert 'id="q-problem"' in response.text
    assert 'id="q-outcome"' not in response.text


def test_kickoff_answer_of_two_to_one_question_shows_both(
    petras, omar, browser, kickoff
):
    was = "Said about problem"
    answer(browser(omar), kickoff, "problem", "Theirs", was, **SWAP)

    response = answer(petras, kickoff, "problem", "Mine", was, **SWAP)

    kickoff.refresh_from_db()
    assert response.status_code == 422
    assert kickoff.problem == "Theirs"
    assert "Omar Haddad changed this now" in response.text
    assert f'href="{omar.get_absolute_url()}">talk to Omar Haddad</a>' in response.text
    assert "Keep Omar Haddad’s answer" in response.text
    assert "Theirs" in response.text
    assert "Mine</textarea>" in response.text
    kept = answer(petras, kickoff, "problem", "Mine", "Theirs", **SWAP)
    kickoff.refresh_from_db()
    assert (kept.status_code, kickoff.problem) == (200, "Mine")


def test_kickoff_answer_that_was_kept_is_not_kept_again_over_a_later_one(
    petras, omar, browser, kickoff
):
    was = "Said about problem"
    sent = {"problem-answer": "Mine", "problem-was": json.dumps(was), "once": "1"}
    address = url(kickoff, "answer", "problem")
    petras.post(address, sent, headers=SWAP)
    answer(browser(omar), kickoff, "problem", was, "Mine", **SWAP)

    again = petras.post(address, sent, headers=SWAP)

    kickoff.refresh_from_db()
    assert again.status_code == 200
    assert kickoff.problem == was


def test_kickoff_conflict_names_who_answered_this_question(
    petras, omar, leo, browser, kickoff
):
    was = "Said about problem"
    answer(browser(leo), kickoff, "problem", "Theirs", was, **SWAP)
    answer(browser(omar), kickoff, "outcome", "Other", "Said about outcome", **SWAP)

    found = answer(petras, kickoff, "problem", "Mine", was).context["conflict"]

    assert found.who == "Leo Brandt"
    assert [(one.theirs, one.yours) for one in found.differences] == [
        ("Theirs", "Mine")
    ]


def test_kickoff_has_one_button_that_stands_out(petra, leo, omar, browser, kickoff):
    def main(person):
        return browser(person).get(kickoff.get_absolute_url()).context["page"].main

    assert [main(petra), main(leo)] == ["answer", "answer"]
    kickoff.write(held_on=today())
    assert main(petra) == "ask"
    kickoff.ask(leo, by=petra)
    assert [main(petra), main(leo)] == ["schedule", "accept"]
    kickoff.schedule(on=today(), by=petra)
    assert main(petra) == ""
    kickoff.accept(by=leo)
    assert main(petra) == "hold"


def test_kickoff_answer_of_two_to_two_questions_keeps_both(
    petras, omar, browser, kickoff
):
    answer(browser(omar), kickoff, "problem", "Theirs", "Said about problem", **SWAP)
    answer(petras, kickoff, "outcome", "Mine", "Said about outcome", **SWAP)

    kickoff.refresh_from_db()
    assert (kickoff.problem, kickoff.outcome) == ("Theirs", "Mine")


def test_kickoff_answer_names_people_of_both_sides(petras, petra, omar, kickoff):
    response = answer(petras, kickoff, "people", [petra.pk, omar.pk], [], **SWAP)
    late = answer(petras, kickoff, "people", [petra.pk], [], **SWAP)

    assert response.status_code == 200
    assert set(kickoff.people.all()) == {petra, omar}
    assert late.status_code == 422
    assert "Omar Haddad, Petra Lind" in late.text
    assert "Only one side" not in petras.get(kickoff.get_absolute_url()).text


@pytest.mark.parametrize(
    ("question", "text", "sentence"),
    [
        ("problem", "x" * 1001, "Keep it within 1,000 characters."),
        ("adoption_target", "x" * 201, "Keep it within 200 characters."),
        ("held_on", "soon", "Enter a day, like 16 November 2026."),
        ("held_on", "9999-01-01", "This day is too far away. Check its year."),
        ("people", ["999999"], "Choose people from the list."),
    ],
)
def test_kickoff_answer_says_what_is_wrong(question, text, sentence, petras, kickoff):
    for headers in (SWAP, {}):
        response = answer(petras, kickoff, question, text, None, **headers)

        assert response.status_code == 422
        assert sentence in response.text
        if isinstance(text, str):
            assert text in response.text


@pytest.mark.parametrize(
    "was", ["", "no json", '"9999"', "[1", "[" * 200_000, "1" * 5_000], ids=len
)
def test_kickoff_answer_that_says_nonsense_of_before_is_not_kept(was, petras, kickoff):
    response = petras.post(
        url(kickoff, "answer", "problem"),
        {"problem-answer": "Mine", "problem-was": was},
        headers=SWAP,
    )

    assert response.status_code == 422
    kickoff.refresh_from_db()
    assert kickoff.problem == "Said about problem"


def test_kickoff_answer_to_no_question_is_not_found(petras, kickoff):
    assert petras.post(url(kickoff, "answer", "state")).status_code == 404


def test_kickoff_of_agents_is_for_reading(browser, anna, kickoff):
    page = browser(anna).get(kickoff.get_absolute_url())

    assert page.status_code == 200
    assert "Schedule it" not in page.text
    assert browser(anna).get(url(kickoff, "edit")).status_code == 404


def test_kickoff_admin_of_ops_may_sponsor(petras, ops_team, kickoff):
    admin = make.person("Ada King", ops_team, role=Role.ADMIN)

    assert petras.post(url(kickoff, "ask"), {"person": admin.pk}).status_code == 302
