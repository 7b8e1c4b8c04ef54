"""Pages of decisions: written by one, approved by two, edited, taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.versions import version_of
from journeys.models import Decision
from tests import make
from tests.journeys.days import today
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C10")]
LIST = "/decisions/"


@pytest.fixture
def decision(initiative, petra):
    return make.decision("Do we ask first?", initiative, petra)


def url(decision, name):
    return reverse(f"journeys:decision-{name}", args=[decision.pk])


def data(decision=None, **changed):
    said = {
        "question": "Do we ask first?",
        "options": ["Ask first", "Leave it as it is"],
        "choice": "1",
        "effect_on_ops": "Two calls more a day",
        "dissent": "",
        "revisit_on": (today() + timedelta(days=90)).isoformat(),
    }
    if decision:
        said["seen"] = version_of(decision)
    return said | changed


def approve(client, decision):
    return client.post(url(decision, "approve"), {"digest": decision.digest})


def test_decision_add_writes_a_draft_with_its_options(petras, petra, initiative):
    form = petras.get(LIST + "add/", {"initiative": initiative.slug})
    options = ["", "Ask  first", "", "Leave it as it is", "", ""]

    response = petras.post(
        LIST + "add/", data(options=options, choice="4", initiative=initiative.pk)
    )

    made = Decision.objects.get()
    assert f'value="{initiative.pk}" selected' in form.text
    assert response.url == made.get_absolute_url()
    assert made.options == ["Ask first", "Leave it as it is"]
    assert made.chosen == "Leave it as it is"
    assert (made.created_by, made.initiative) == (petra, initiative)
    page = petras.get(made.get_absolute_url()).text
    assert "Draft" in page
    assert "Nobody has said so." in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"question": " "}, "Write what is to be decided."),
        ({"options": ["Only one", ""]}, "Write at least two options."),
        ({"options": []}, "Write at least two options."),
        ({"options": ["x" * 301, "y"]}, "Keep each option within 300 characters."),
        ({"options": list("abcdefg")}, "Six options are the most."),
        ({"choice": "3"}, "The option you chose is empty."),
        ({"choice": "9"}, "Choose one of the options."),
        ({"effect_on_ops": ""}, "Say what it means for those who talk to customers."),
        ({"revisit_on": ""}, "Choose the day on which you look at it again."),
        ({"revisit_on": "9999-01-01"}, "This day is too far away."),
        ({"revisit_on": today().isoformat()}, "Choose a day after today"),
        ({"revisit_on": "2026-01-01"}, "Choose a day after today"),
        ({"initiative": ""}, "Choose the initiative."),
    ],
)
def test_decision_add_says_what_is_wrong_and_keeps_the_words(
    wrong, sentence, petras, initiative
):
    sent = data(initiative=initiative.pk, dissent="Ops would wait")

    response = petras.post(LIST + "add/", sent | wrong)

    assert response.status_code == 422
    assert sentence in response.text
    assert "Ops would wait" in response.text
    assert not Decision.objects.exists()


def test_decision_is_approved_by_both_on_its_page(petras, omar, browser, decision):
    omars = browser(omar)
    before = omars.get(decision.get_absolute_url()).text

    petras.post(url(decision, "approve"), {"digest": decision.digest})
    again = petras.get(decision.get_absolute_url()).text
    approve(omars, decision)

    decision.refresh_from_db()
    after = omars.get(decision.get_absolute_url()).text
    assert f'name="digest" value="{decision.digest}"' in before
    assert "Approve for product" not in again
    assert "Waiting for ops" in again
    assert decision.taken_at
    assert "Take my approval back" in after


def test_decision_approve_of_what_was_edited_meanwhile_shows_what_changed(
    petras, omar, browser, decision
):
    read = decision.digest
    browser(omar).post(
        url(decision, "edit"), data(decision, effect_on_ops="Ten calls more")
    )

    response = petras.post(url(decision, "approve"), {"digest": read})

    assert response.status_code == 409
    assert "It says something else now. Nothing is approved." in response.text
    assert "You read" in response.text
    assert "Two calls more a day" in response.text
    assert "Ten calls more" in response.text
    assert not decision.approvals.exists()


@pytest.mark.parametrize("digest", ["", "0" * 64, "nonsense"])
def test_decision_approve_with_a_forged_digest_is_refused(digest, petras, decision):
    response = petras.post(url(decision, "approve"), {"digest": digest})

    assert response.status_code == 409
    assert not decision.approvals.exists()


def test_decision_approve_of_a_second_of_one_side_is_refused(
    petras, paul, browser, decision
):
    approve(petras, decision)

    response = approve(browser(paul), decision)

    assert response.status_code == 422
    assert "Petra Lind has approved it for this side already." in response.text


def test_decision_approve_is_not_found_for_agents(browser, anna, decision):
    annas = browser(anna)

    assert approve(annas, decision).status_code == 404
    assert annas.get(url(decision, "edit")).status_code == 404
    assert annas.get(decision.get_absolute_url()).status_code == 200
    assert not decision.approvals.exists()


def test_decision_edit_warns_first_and_says_what_it_voided(
    petras, petra, omar, decision
):
    make.approved(decision, petra, omar)

    warned = petras.get(url(decision, "edit")).text
    response = petras.post(url(decision, "edit"), data(decision, choice="2"))
    page = petras.get(response.url).text

    assert "Petra Lind and Omar Haddad have approved this." in warned
    assert "It needs the yes of Petra Lind and Omar Haddad again." in page
    assert "Counts no more" in page
    assert "<del>Ask first</del>" in page
    assert "<ins>Leave it as it is</ins>" in page


def test_decision_edit_of_two_shows_both_versions(petras, omar, browser, decision):
    sent = data(decision, dissent="Mine", options=["Mine", "Leave it as it is"])
    browser(omar).post(url(decision, "edit"), data(decision, dissent="Theirs"))

    response = petras.post(url(decision, "edit"), sent)

    decision.refresh_from_db()
    assert response.status_code == 409
    assert decision.dissent == "Theirs"
    assert "Omar Haddad changed this" in response.text
    assert "Mine</textarea>" in response.text
    petras.post(url(decision, "edit"), sent | {"seen": version_of(decision)})
    decision.refresh_from_db()
    assert (decision.dissent, decision.options[0]) == ("Mine", "Mine")


def test_decision_withdraw_needs_a_reason_and_is_ones_own(
    petras, omar, paul, browser, decision
):
    make.approved(decision, decision.created_by, omar)

    empty = petras.post(url(decision, "withdraw"), {"reason": ""})
    other = browser(paul).post(url(decision, "withdraw"), {"reason": "x"})
    petras.post(url(decision, "withdraw"), {"reason": "The figures were wrong"})
    late = petras.post(url(decision, "withdraw"), {"reason": "Again"})

    assert empty.status_code == 422
    assert "Say in one sentence why." in empty.text
    assert other.status_code == 404
    assert late.status_code == 422
    decision.refresh_from_db()
    assert decision.taken_at is None
    page = petras.get(decision.get_absolute_url()).text
    assert "The figures were wrong" in page
    assert "Approve for product" in page


def test_decision_list_has_an_address_for_each_state(
    petras, omar, initiative, journey, decision
):
    petra = journey.product_owner
    other = make.initiative("Plain bill", petra, journey)
    half = make.approved(make.decision("Half?", other, petra), petra)
    back = make.approved(make.decision("Half back?", initiative, omar), omar)
    done = make.approved(make.decision("Done?", initiative, petra), petra, omar)
    due = make.decision("Due?", initiative, petra, revisit_on=today())
    make.approved(due, petra, omar)

    def shown(**query):
        return {row.question for row in petras.get(LIST, query).context["rows"]}

    assert shown(state="draft") == {"Do we ask first?"}
    assert shown(state="ops") == {half.question}
    assert shown(state="product") == {back.question}
    assert shown(state="taken") == {done.question, due.question}
    assert shown(state="revisit") == {due.question}
    assert shown(initiative="plain-bill") == {half.question}
    assert shown(q="half qr") == {back.question}
    assert len(shown(state="nonsense")) == 5


def test_decision_pages_take_the_same_queries_for_thirty(
    petras, initiative, decision, journey
):
    petra, omar = journey.product_owner, journey.ops_owner

    def grow():
        for number in range(30):
            made = make.decision(f"More {number}?", initiative, omar)
            make.approved(made, omar, petra)
            insight = make.insight(f"Where is it {number}?", journey, omar)
            decision.link(insight, leads=number % 2 == 0)
            make.approved(decision, omar)
            decision.rewrite(
                seen=version_of(decision),
                by=petra,
                **{name: getattr(decision, name) for name in decision.TEXTS}
                | {"dissent": f"{number}"},
            )

    for path in (LIST, decision.get_absolute_url(), initiative.get_absolute_url()):
        first = path == LIST
        assert_same_queries(petras, path, grow if first else lambda: None)


def test_decision_taken_from_a_meeting_stands_on_both_pages(petras, petra, initiative):
    met = make.meeting("Sort it", petra, timezone.now(), initiative=initiative)
    add = LIST + "add/"
    form = petras.get(add, {"meeting": met.pk, "initiative": initiative.slug}).text

    petras.post(add, data(initiative=initiative.pk, meeting=met.pk))

    made = Decision.objects.get()
    assert f'name="meeting" value="{met.pk}"' in " ".join(form.split())
    assert made.question in petras.get(met.get_absolute_url()).text
    assert met.get_absolute_url() in petras.get(made.get_absolute_url()).text


@pytest.mark.parametrize("asked", ["", "x", "٣٣", "999", "9" * 30, "-1"])
def test_decision_from_a_meeting_that_is_not_there_is_one_without(
    petras, initiative, asked
):
    page = petras.get(LIST + "add/", {"meeting": asked})
    refused = petras.post(
        LIST + "add/", data(initiative=initiative.pk, meeting=asked or "none")
    )

    assert page.status_code == 200
    assert 'name="meeting" value=' not in " ".join(page.text.split())
    assert refused.status_code == 422
    assert "This meeting is not there any more." in refused.text
    assert not Decision.objects.exists()


def test_decision_list_offers_the_initiatives_decided_on_and_the_one_chosen(
    petras, petra, journey, decision
):
    quiet = make.initiative("Nothing decided", petra, journey)

    def offered(**asked):
        found = petras.get(LIST, asked).context["filter"]["initiative"].field.choices
        return [slug for slug, _ in found]

    assert offered() == ["", decision.initiative.slug]
    assert quiet.slug in offered(initiative=quiet.slug)
    assert offered(initiative="no\0where") == ["", decision.initiative.slug]
