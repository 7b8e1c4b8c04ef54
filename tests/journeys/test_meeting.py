"""Meetings: arranged, changed, cancelled, noted, and asked for."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alignment.versions import version_of
from journeys.models import Meeting
from journeys.operations.insight import tell_insight
from tests import make
from tests.journeys.days import today
from tests.journeys.meetings import arrange, held, moment
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LIST = "/meetings/"


def sent(day=None, **more):
    data = {
        "title": "Listen to  five\ncalls",
        "kind": "listening",
        "on": day or today() + timedelta(days=3),
        "at": "10:00",
        "minutes": 30,
        "place": "Room 4",
        "agenda": "Calls about the move",
    }
    return data | more


@pytest.mark.capability("C06")
def test_meeting_add_invites_people_of_both_sides(petras, petra, omar, journey):
    response = petras.post(
        f"{LIST}add/",
        sent(product_people=[petra.pk], ops_people=[omar.pk], journeys=[journey.pk]),
    )

    made = Meeting.objects.get()
    assert response.url == made.get_absolute_url()
    assert (made.title, made.organised_by) == ("Listen to five calls", petra)
    assert made.starts_at == moment(3)
    invited = made.attendances.order_by("side").values_list("person", "side", "came")
    assert list(invited) == [(omar.pk, "ops", None), (petra.pk, "product", None)]
    page = petras.get(response.url).text
    assert "Both sides invited" in page
    assert journey.title in page


@pytest.mark.capability("C06")
def test_meeting_without_anybody_of_one_side_says_so(petras, petra, omar, journey):
    data = sent(product_people=[petra.pk], journeys=[journey.pk])
    checked = petras.post(f"{LIST}check/", data).text
    petras.post(f"{LIST}add/", data)

    page = petras.get(Meeting.objects.get().get_absolute_url()).text
    words = "without anybody from ops a meeting does not count as joint"
    assert words in checked
    assert "Omar Haddad looks after the journey there" in " ".join(checked.split())
    assert words.capitalize() in page
    both = petras.post(f"{LIST}check/", data | {"ops_people": [omar.pk]}).text
    assert "joint" not in both


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Enter what people call it."),
        ("title", "x" * 121, "Keep the title within 120 characters."),
        ("kind", "", "Choose what kind of meeting it is."),
        ("kind", "party", "Choose a kind from the list."),
        ("on", "soon", "Enter a day, like 16 November 2026."),
        ("on", "9999-01-01", "This day is too far away. Check its year."),
        ("at", "noon", "Enter a time, like 14:30."),
        ("minutes", "0", "A meeting takes at least 5 minutes."),
        ("minutes", "721", "A meeting takes at most 12 hours."),
        ("place", "x" * 301, "Keep it within 300 characters."),
        ("agenda", "x" * 2001, "Keep it within 2,000 characters."),
        ("journeys", "999999", "Choose journeys from the list."),
        ("initiative", "999999", "Choose an initiative from the list."),
        ("ops_people", "999999", "Choose people from the list."),
        ("until_on", "never", "Enter a day, like 16 November 2026."),
        ("count", "0", "It takes place at least once."),
    ],
)
def test_meeting_add_says_what_is_wrong(field, value, sentence, petras):
    response = petras.post(f"{LIST}add/", sent(repeat="weekly") | {field: value})

    assert response.status_code == 422
    assert sentence in response.text
    assert "Calls about the move" in response.text or field == "agenda"
    assert not Meeting.objects.exists()


def test_meeting_add_at_a_time_that_clocks_skip_is_refused(petras, settings):
    settings.TIME_ZONE = "Europe/London"

    response = petras.post(f"{LIST}add/", sent("2027-03-28", at="01:30"))

    assert response.status_code == 422
    assert "Clocks change then. Choose another time." in response.text


def test_meeting_edit_changes_it_and_its_people(petras, petra, omar, olga):
    made = arrange(petra, [petra, omar])
    data = sent(title="Walk through", ops_people=[olga.pk], seen=version_of(made))

    response = petras.post(f"{LIST}{made.pk}/edit/", data)

    made.refresh_from_db()
    assert response.status_code == 302
    assert (made.title, made.sequence) == ("Walk through", 1)
    assert [each.person for each in made.attendances.all()] == [olga]


def test_meeting_edit_by_two_shows_both_versions(petras, petra):
    made = arrange(petra, [petra])
    data = sent(title="Mine", seen=version_of(made))
    Meeting.objects.update(title="Theirs")

    response = petras.post(f"{LIST}{made.pk}/edit/", data)

    made.refresh_from_db()
    assert response.status_code == 409
    assert "Theirs" in response.text
    assert 'value="Mine"' in response.text
    assert made.title == "Theirs"
    kept = petras.post(f"{LIST}{made.pk}/edit/", data | {"seen": version_of(made)})
    assert kept.status_code == 302


def test_meeting_notes_of_two_at_once_show_both(petras, petra, omar):
    made = arrange(petra, [petra, omar])
    url, seen = f"{LIST}{made.pk}/notes/", version_of(made)
    made.write_notes("Theirs", seen=seen)

    response = petras.post(url, {"notes": "Mine", "seen": seen})

    assert response.status_code == 409
    assert "Theirs" in response.text
    assert ">\nMine</textarea>" in response.text
    kept = petras.post(url, {"notes": "Mine", "seen": version_of(made)})
    made.refresh_from_db()
    assert (kept.status_code, made.notes) == (302, "Mine")


def test_meeting_notes_do_not_stand_in_the_way_of_a_change(petras, petra):
    """Who writes notes and who moves it change different things."""
    made = arrange(petra, [petra])
    seen = version_of(made)
    made.write_notes("We agreed", seen=seen)

    response = petras.post(f"{LIST}{made.pk}/edit/", sent(seen=seen))

    made.refresh_from_db()
    assert response.status_code == 302
    assert made.notes == "We agreed"


def test_meeting_notes_of_an_agent_need_a_part_in_it(browser, petra, anna, omar):
    made, other = arrange(petra, [anna]), arrange(petra, [omar])

    mine = browser(anna).get(f"{LIST}{made.pk}/notes/")
    theirs = browser(anna).get(f"{LIST}{other.pk}/notes/")

    assert (mine.status_code, theirs.status_code) == (200, 404)


def test_meeting_cancel_says_who_and_why(petras, petra, omar):
    made = arrange(petra, [petra, omar])
    url = f"{LIST}{made.pk}/cancel/"

    petras.post(url, {"because": "Nobody has time"}, follow=True)
    page = petras.post(url, {"because": "Again"}, follow=True).text

    made.refresh_from_db()
    assert (made.cancelled_by, made.cancelled_because) == (petra, "Nobody has time")
    assert "Cancelled by Petra Lind" in page
    assert petras.get(f"{LIST}{made.pk}/edit/").status_code == 200
    late = petras.post(f"{LIST}{made.pk}/edit/", sent(seen=version_of(made)))
    assert late.status_code == 422
    assert "This meeting is cancelled" in late.text


def test_meeting_list_shows_mine_all_past_and_cancelled(browser, petra, omar, olga):
    arrange(petra, [petra], title="Mine")
    arrange(petra, [omar], title="Invited")
    held(petra, omar, title="Over")
    gone = arrange(petra, [omar], title="Gone")
    gone.cancel(because="", by=petra)

    def shown(who, **asked):
        found = browser(who).get(LIST, asked)
        return [row.title for row in found.context["rows"]]

    assert shown(omar) == ["Invited"]
    assert shown(olga) == []
    assert set(shown(olga, of="all")) == {"Mine", "Invited"}
    assert shown(omar, when="past") == ["Over"]
    assert shown(omar, when="cancelled") == ["Gone"]
    assert shown(omar, kind="retro") == []
    assert shown(omar, when="nonsense", on="9999-12-31", month="x") == ["Invited"]


def test_meeting_list_as_a_month(petras, petra):
    for number in range(5):
        arrange(petra, [petra], title=f"Talk {number}", starts_at=moment(0, 9 + number))

    page = petras.get(LIST, {"view": "month"})

    month = page.context["month"]
    [cell] = [cell for week in month.weeks for cell in week if cell.is_today]
    assert ([row.title for row in cell.rows], cell.more) == (
        ["Talk 0", "Talk 1", "Talk 2"],
        2,
    )
    assert f"on={today():%Y-%m-%d}" in page.text
    day = petras.get(LIST, {"on": today()})
    assert len(day.context["rows"]) == 5


def test_meeting_shows_what_came_of_it(petras, petra, omar, journey):
    made = held(petra, petra, omar)
    make.action("Call back", omar, today(), source_url=made.get_absolute_url())
    told = tell_insight(
        draft=make.insight_draft("Where is it?", journey),
        key=make.uuid(),
        by=omar,
        meeting=made,
    )

    page = petras.get(made.get_absolute_url()).text

    assert "Call back" in page
    assert "Where is it?" in page
    told.withdraw()
    assert "Where is it?" not in petras.get(made.get_absolute_url()).text


def test_insight_told_from_a_meeting_is_linked_to_it(petras, petra, journey):
    made = held(petra, petra)
    form = petras.get(f"/insights/add/?meeting={made.pk}").text

    petras.post(
        "/insights/add/",
        {
            "said": "Where is it?",
            "journey": journey.pk,
            "severity": 2,
            "meeting": made.pk,
        },
    )

    assert f'name="meeting" value="{made.pk}"' in " ".join(form.split())
    assert "It belongs to the meeting" in form
    assert f'<a href="{made.get_absolute_url()}">' in form
    assert "Where is it?" in petras.get(made.get_absolute_url()).text


@pytest.mark.parametrize(
    "address",
    [
        LIST,
        f"{LIST}?of=all&when=past",
        f"{LIST}?view=month&of=all",
        f"{LIST}together/",
    ],
)
def test_meeting_pages_take_the_same_queries_for_thirty(address, petras, petra, omar):
    held(petra, petra, omar)
    arrange(petra, [petra, omar])

    def grow():
        for number in range(30):
            held(petra, petra, omar, title=f"More {number}", days=-1 - number % 9)
            arrange(petra, [petra], title=f"To come {number}")

    assert_same_queries(petras, address, grow)


def test_meeting_page_takes_the_same_queries_for_thirty(petras, petra, omar, ops_team):
    made = held(petra, petra, omar)

    def grow():
        for number in range(30):
            made.attendances.create(person=make.person(f"One {number}", ops_team))
            make.action(f"Do {number}", omar, today(), source_url=url)

    url = made.get_absolute_url()
    assert_same_queries(petras, url, grow)
    assert_same_queries(petras, f"{url}edit/", lambda: None)


def test_meeting_of_no_number_is_not_found(petras):
    for name in ("meeting-show", "meeting-edit", "meeting-write", "meeting-export"):
        assert petras.get(reverse(f"journeys:{name}", args=[999])).status_code == 404
