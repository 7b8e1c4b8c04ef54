"""Initiatives: begun as an idea, on a board and in a list, and how far they are."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.versions import version_of
from journeys.models import Initiative, Kickoff
from journeys.queries.involvement import involvements
from tests import make
from tests.journeys.days import today
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LIST = "/initiatives/"


def data(initiative, **changes):
    given = {
        "title": initiative.title,
        "summary": initiative.summary,
        "lead": initiative.lead.pk,
        "journeys": [each.pk for each in initiative.journeys.all()],
        "seen": version_of(initiative),
    }
    return given | changes


def test_initiative_add_is_an_idea_with_an_empty_kickoff(petras, petra, journey, steps):
    step = steps["Read the meter"]

    response = petras.post(
        reverse("journeys:initiative-add"),
        {
            "title": "QR  labels",
            "lead": petra.pk,
            "journeys": [journey.pk],
            "steps": [step.pk],
        },
    )

    made = Initiative.objects.get()
    assert response.url == "/initiatives/qr-labels/"
    assert (made.title, made.stage, made.created_by) == ("QR labels", "idea", petra)
    assert list(made.steps.all()) == [step]
    assert Kickoff.objects.get().initiative == made


def test_initiative_add_of_the_same_name_gets_its_own_address(
    petras, petra, journey, initiative
):
    given = {"title": "QR labels", "lead": petra.pk, "journeys": [journey.pk]}

    response = petras.post(reverse("journeys:initiative-add"), given)

    assert response.url == "/initiatives/qr-labels-2/"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Enter what people call it."),
        ("title", "x" * 121, "Keep the title within 120 characters."),
        ("lead", "", "Choose who leads it."),
        ("lead", "anna", "Choose somebody who works here now."),
        ("journeys", [], "Choose at least one journey."),
        ("journeys", ["x"], "Choose journeys from the list."),
        ("steps", ["other"], "is a step of “Pay a bill”: tick that journey too"),
    ],
)
def test_initiative_add_says_what_is_wrong(
    field, value, sentence, petras, journey, request
):
    petra, omar = journey.product_owner, journey.ops_owner
    other = make.journey("Pay a bill", petra, omar)
    value = request.getfixturevalue("anna").pk if value == "anna" else value
    value = [other.steps.earliest("pk").pk] if value == ["other"] else value
    given = {"title": "Kept", "lead": petra.pk, "journeys": [journey.pk]}

    response = petras.post(reverse("journeys:initiative-add"), given | {field: value})

    assert response.status_code == 422
    assert sentence in response.text
    assert not Initiative.objects.exists()


@pytest.mark.parametrize("view", ["", "list"])
def test_initiative_list_shows_those_that_run_and_filters(
    view, petras, petra, omar, journey, initiative
):
    other = make.journey("Pay a bill", petra, omar)
    bill = make.initiative("Plain bill", omar, other)
    stopped = make.initiative("Stopped one", omar, other)
    make.kickoff(initiative)
    stopped.move_to("stopped", because="No money")

    def shown(**query):
        page = petras.get(LIST, {"view": view, **query})
        return {row.title for row in page.context["rows"]}

    assert shown() == {"QR labels", "Plain bill"}
    assert shown(journey="pay-a-bill") == {"Plain bill"}
    assert shown(stage="stopped") == {"Stopped one"}
    assert shown(q="qr") == {"QR labels"}
    assert shown(stage="nonsense", journey="nonsense") == {"QR labels", "Plain bill"}
    assert bill.title in petras.get(LIST, {"view": view}).text


@pytest.mark.parametrize("path", [LIST, f"{LIST}?view=list", "show"])
def test_initiative_pages_take_the_same_queries_for_thirty(
    path, petras, journey, kickoff
):
    initiative, petra, omar = (
        kickoff.initiative,
        journey.product_owner,
        journey.ops_owner,
    )
    url = initiative.get_absolute_url() if path == "show" else path

    def grow():
        for number in range(30):
            made = make.initiative(f"More {number}", petra, journey)
            make.kickoff(made)
            make.action(
                f"Do {number}",
                omar,
                today(),
                source_words="QR labels",
                source_url=initiative.get_absolute_url(),
            )
        initiative.steps.set(journey.steps.all())

    assert_same_queries(petras, url, grow)


def test_initiative_edit_by_two_shows_both_versions(petras, omar, browser, initiative):
    url = reverse("journeys:initiative-edit", args=[initiative.slug])
    mine = data(initiative, title="Mine")
    browser(omar).post(url, data(initiative, title="Theirs"))

    response = petras.post(url, mine)

    initiative.refresh_from_db()
    assert response.status_code == 409
    assert initiative.title == "Theirs"
    assert "Omar Haddad changed this" in response.text
    assert "Mine</textarea>" in response.text
    assert [one.theirs for one in response.context["conflict"].differences] == [
        "Theirs"
    ]
    petras.post(url, mine | {"seen": version_of(initiative)})
    initiative.refresh_from_db()
    assert initiative.title == "Mine"


def test_initiative_move_goes_nowhere_before_the_kickoff(petras, initiative, kickoff):
    url = reverse("journeys:initiative-move", args=[initiative.slug])

    response = petras.post(url, {"stage": "building"})

    initiative.refresh_from_db()
    assert response.status_code == 422
    assert "Hold the kickoff first" in response.text
    assert initiative.stage == "idea"
    no_reason = petras.post(url, {"stage": "stopped"})
    assert "Say why it is stopped" in no_reason.text
    nonsense = petras.post(url, {"stage": "nonsense", "because": "My words"})
    assert nonsense.status_code == 422
    assert "My words" in nonsense.text


def test_initiative_move_goes_on_once_it_was_held(petras, held):
    url = reverse("journeys:initiative-move", args=[held.initiative.slug])

    petras.post(url, {"stage": "building"})

    held.initiative.refresh_from_db()
    assert held.initiative.stage == "building"


@pytest.mark.capability("C04")
@pytest.mark.parametrize(
    ("days", "light"),
    [(0, "good"), (7, "good"), (8, "watch"), (14, "watch"), (15, "bad")],
)
def test_involvement_turns_amber_after_7_days_and_red_after_14(
    days, light, initiative, kickoff
):
    created = timezone.now() - timedelta(days=days)

    clock = involvements({initiative.pk: created}, today())[initiative.pk]

    assert (clock.days, clock.light, clock.has_begun) == (days, light, False)


@pytest.mark.capability("C04")
def test_involvement_on_the_first_day_counts_no_days(petras, leo, petra, kickoff):
    kickoff.ask(leo, by=petra)
    kickoff.accept(by=leo)

    page = petras.get(kickoff.initiative.get_absolute_url()).text

    assert "Ops in on the first day" in page
    assert "since today" in page


def test_initiative_form_has_the_steps_under_their_journeys(petras, journey, steps):
    form = petras.get(reverse("journeys:initiative-add")).context["form"]

    [(of, boxes)] = form.step_groups
    assert of == journey
    assert [box.choice_label for box in boxes] == list(steps)


@pytest.mark.capability("C04")
def test_involvement_stops_at_the_first_thing_ops_did(petras, leo, petra, kickoff):
    initiative = kickoff.initiative
    Initiative.objects.update(created_at=timezone.now() - timedelta(days=20))
    initiative.refresh_from_db()
    before = petras.get(initiative.get_absolute_url()).text
    kickoff.ask(leo, by=petra)
    kickoff.accept(by=leo)
    kickoff.answers.update(answered_at=timezone.now() - timedelta(days=11))

    after = petras.get(initiative.get_absolute_url()).text

    assert "20 days without ops" in before
    assert "Ops in only after 9 days" in after
    assert "Leo Brandt said yes to sponsoring it" in " ".join(after.split())


@pytest.mark.capability("C03")
def test_journey_page_shows_what_both_sides_change(petras, journey, initiative):
    make.kickoff(initiative)

    page = petras.get(journey.get_absolute_url()).text

    assert initiative.get_absolute_url() in page
    initiative.move_to("stopped", because="No money")
    assert (
        initiative.get_absolute_url() not in petras.get(journey.get_absolute_url()).text
    )


def test_initiative_board_counts_those_on_other_pages(petras, petra, journey):
    for number in range(61):
        make.initiative(f"Idea {number}", petra, journey)

    ideas = petras.get(reverse("journeys:initiative-list")).context["columns"][0]

    assert (ideas.count, len(ideas.rows)) == (61, 60)
