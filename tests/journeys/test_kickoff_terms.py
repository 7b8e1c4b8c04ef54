"""A sponsor's yes is to what the kickoff said; and who is told of what it becomes."""

from datetime import timedelta

import pytest

from alignment.actions.models import Notification
from journeys.models import NotReady, SponsorAnswer
from tests.journeys.days import today

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C05")]


def told(person, kind):
    found = Notification.objects.of(person).filter(kind=kind).order_by("pk")
    return list(found.values_list("words", flat=True))


def change(client, kickoff, question, said):
    data = {f"{question}-answer": said, f"{question}-was": _was(kickoff, question)}
    url = f"/initiatives/{kickoff.initiative.slug}/kickoff/answers/{question}/"
    answer = client.post(url, data)
    kickoff.refresh_from_db()
    return answer


def _was(kickoff, question):
    return f'"{getattr(kickoff, question)}"'


@pytest.mark.parametrize(
    "question", ["problem", "outcome", "adoption_target", "ops_guardrail"]
)
def test_kickoff_terms_changed_ask_the_sponsor_anew(
    question, petras, scheduled, leo, petra
):
    scheduled.accept(by=leo)

    change(petras, scheduled, question, "Something else")
    change(petras, scheduled, question, "And once more")

    assert scheduled.sponsor == leo
    assert scheduled.sponsor_accepted_at is None
    with pytest.raises(NotReady, match="has not said yes"):
        scheduled.hold(on=today(), by=petra)
    assert [one.answer for one in SponsorAnswer.objects.all()] == ["", "accepted"]
    assert told(leo, "sponsor-asked")[1:] == [
        "Your yes counts no more: “QR labels” has changed"
    ]
    scheduled.accept(by=leo)
    scheduled.hold(on=today(), by=petra)


def test_kickoff_terms_changed_by_the_sponsor_are_agreed(browser, scheduled, leo):
    scheduled.accept(by=leo)
    before = scheduled.sponsor_accepted_at

    change(browser(leo), scheduled, "ops_guardrail", "At most 5 a week")

    assert scheduled.sponsor_accepted_at > before
    assert len(told(leo, "sponsor-asked")) == 1


def test_kickoff_page_says_whom_a_change_asks_again(petras, scheduled, leo):
    scheduled.accept(by=leo)

    page = petras.get(f"{scheduled.get_absolute_url()}edit/")

    assert "Leo Brandt has said yes to what it says now" in page.text


def test_kickoff_risks_changed_leave_the_yes(petras, scheduled, leo):
    scheduled.accept(by=leo)

    change(petras, scheduled, "risks", "Printers are away")

    assert scheduled.sponsor_accepted_at


def test_kickoff_is_not_scheduled_for_a_day_that_is_over(kickoff, leo, petra):
    kickoff.ask(leo, by=petra)
    kickoff.write(held_on=today() - timedelta(days=1))

    with pytest.raises(NotReady, match="is over"):
        kickoff.schedule(on=today(), by=petra)


def test_kickoff_day_that_is_over_is_refused_in_words(petras, kickoff):
    page = change(petras, kickoff, "held_on", "2020-01-01")

    assert page.status_code == 422
    assert "This day is over. Choose one to come." in page.text


def test_kickoff_day_stays_once_it_is_scheduled(petras, scheduled):
    page = change(petras, scheduled, "held_on", "")

    assert page.status_code == 422
    assert "cannot be empty any more" in page.text
    assert scheduled.held_on == today()


def test_kickoff_day_is_told_to_who_is_to_be_there_once(
    petras, scheduled, leo, petra, omar
):
    scheduled.people.set([omar])
    day = today() + timedelta(days=7)

    for _ in range(2):
        change(petras, scheduled, "held_on", day.isoformat())

    said = f"The kickoff of “QR labels” is on {day:%A %-d %B %Y}"
    assert told(omar, "kickoff-scheduled") == [said]
    assert told(leo, "kickoff-scheduled")[1:] == [said]
    assert told(petra, "kickoff-scheduled") == []


def test_kickoff_yes_is_told_to_who_leads_it(scheduled, leo, petra):
    scheduled.accept(by=leo)
    scheduled.accept(by=leo)

    assert told(petra, "sponsor-accepted") == [
        "Leo Brandt sponsors “QR labels” for ops"
    ]
