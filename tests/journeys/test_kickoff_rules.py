"""What a kickoff refuses: by its verbs with a sentence, and past them in SQL."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection

from alignment.people.models import Role
from alignment.people.models.person import StandsForASide, StillOwns
from alignment.versions import version_of
from journeys.models import (
    CannotSponsor,
    Initiative,
    KickoffHeld,
    LeadIsSponsor,
    NoKickoffYet,
    NoReasonGiven,
    NotReady,
    NotTheSponsor,
)
from tests import make
from tests.journeys.days import today
from tests.journeys.sql import write

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C05")]


def digest() -> str:
    """Every row of kickoffs and what hangs on them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT md5(concat("
            "(SELECT string_agg(k::text, '') FROM journeys_kickoff k),"
            " (SELECT string_agg(i::text, '') FROM journeys_initiative i),"
            " (SELECT string_agg(s::text, '') FROM journeys_sponsoranswer s)))"
        )
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize("who", ["lea", "petra", "omar", "anna"])
def test_kickoff_ask_is_for_leaders_of_ops_only(who, request, kickoff, petra):
    with pytest.raises(CannotSponsor, match="a sponsor leads in ops"):
        kickoff.ask(request.getfixturevalue(who), by=petra)


def test_kickoff_ask_is_not_for_who_leads_it(leo, journey):
    kickoff = make.kickoff(make.initiative("Of ops", leo, journey))

    with pytest.raises(CannotSponsor, match="both sides are two"):
        kickoff.ask(leo, by=leo)


def test_kickoff_is_scheduled_with_a_sponsor_and_all_that_is_needed(
    kickoff, leo, petra
):
    with pytest.raises(NotReady, match="Name a sponsor in ops first"):
        kickoff.schedule(on=today(), by=petra)
    kickoff.ask(leo, by=petra)
    kickoff.write(problem="")
    with pytest.raises(NotReady, match="Still to say: what the problem is, the day"):
        kickoff.schedule(on=today(), by=petra)
    kickoff.write(problem="Labels do not print", held_on=today())
    kickoff.schedule(on=today(), by=petra)
    kickoff.schedule(on=today(), by=petra)

    assert kickoff.state == "scheduled"


def test_kickoff_is_held_with_the_sponsors_own_yes(scheduled, leo, lea, petra):
    with pytest.raises(NotReady, match="Leo Brandt has not said yes yet"):
        scheduled.hold(on=today(), by=petra)
    with pytest.raises(NotTheSponsor):
        scheduled.accept(by=lea)
    scheduled.accept(by=leo)
    first = scheduled.sponsor_accepted_at
    scheduled.accept(by=leo)
    scheduled.hold(on=today(), by=petra)
    scheduled.hold(on=today(), by=petra)

    assert scheduled.sponsor_accepted_at == first
    assert scheduled.is_held
    assert Initiative.objects.get().stage == "discovery"


def test_kickoff_is_not_held_before_its_day(scheduled, leo, petra):
    scheduled.accept(by=leo)

    with pytest.raises(NotReady, match="It is planned for"):
        scheduled.hold(on=today() - timedelta(days=1), by=petra)


def test_kickoff_decline_opens_it_again_and_says_why(scheduled, leo, petra):
    scheduled.accept(by=leo)

    scheduled.decline(reason="No time before January", by=leo)

    assert (scheduled.state, scheduled.sponsor) == ("draft", None)
    answer = scheduled.answers.get()
    assert (answer.answer, answer.reason) == ("declined", "No time before January")
    scheduled.ask(leo, by=petra)
    assert scheduled.answers.count() == 2


def test_kickoff_ask_of_somebody_else_takes_the_first_back(kickoff, leo, petra, olga):
    olga.take_role(Role.LEADER, by=petra)
    kickoff.ask(leo, by=petra)
    kickoff.ask(leo, by=petra)
    kickoff.accept(by=leo)

    kickoff.ask(olga, by=petra)

    assert kickoff.sponsor_accepted_at is None
    said = list(kickoff.answers.order_by("pk").values_list("sponsor__name", "answer"))
    assert said == [("Leo Brandt", "accepted"), ("Olga Stein", "")]
    with pytest.raises(NotTheSponsor):
        kickoff.accept(by=leo)


def test_kickoff_ask_of_oneself_is_a_yes(kickoff, leo):
    kickoff.ask(leo, by=leo)

    assert kickoff.sponsor_accepted_at


def test_kickoff_deputy_is_of_ops_and_somebody_else(kickoff, leo, omar, petra, anna):
    kickoff.ask(leo, by=petra)
    for wrong in (petra, anna, leo):
        with pytest.raises(CannotSponsor):
            kickoff.name_deputy(wrong)
    kickoff.name_deputy(omar)

    assert kickoff.deputy == omar
    kickoff.name_deputy(None)
    assert kickoff.deputy is None


def test_kickoff_that_was_held_stays(held, leo, omar, petra):
    for change in (
        lambda: held.ask(leo, by=petra),
        lambda: held.accept(by=leo),
        lambda: held.decline(reason="x", by=leo),
        lambda: held.name_deputy(omar),
        lambda: held.schedule(on=today(), by=petra),
    ):
        with pytest.raises(KickoffHeld):
            change()


def test_initiative_goes_nowhere_without_its_kickoff(initiative, kickoff):
    for stage in ("discovery", "building", "launching", "landed"):
        with pytest.raises(NoKickoffYet, match="Hold the kickoff first"):
            initiative.move_to(stage)
    with pytest.raises(NoReasonGiven):
        initiative.move_to("stopped")
    initiative.move_to("stopped", because="Somebody else does it")
    initiative.move_to("idea")

    assert (initiative.stage, initiative.stopped_because) == ("idea", "")


def test_initiative_is_not_led_by_its_sponsor(scheduled, initiative, leo, journey):
    with pytest.raises(LeadIsSponsor):
        initiative.rewrite(
            title="x",
            summary="",
            lead=leo,
            journeys=[journey],
            steps=[],
            seen=version_of(initiative),
        )


def test_sponsor_keeps_role_and_side_until_it_was_held(
    scheduled, leo, petra, product_team
):
    with pytest.raises(StillOwns, match="sponsors a kickoff"):
        leo.take_role(Role.MEMBER, by=petra)
    with pytest.raises(StandsForASide, match="sponsors a kickoff"):
        leo.place_in([product_team], by=petra)
    scheduled.accept(by=leo)
    scheduled.hold(on=today(), by=petra)
    leo.take_role(Role.MEMBER, by=petra)

    assert leo.role == Role.MEMBER


SQL = {
    "scheduled without a sponsor": "UPDATE journeys_kickoff SET state = 'scheduled',"
    " held_on = now()",
    "a sponsor of product": "UPDATE journeys_kickoff SET sponsor_id = {lea}",
    "a sponsor who leads nobody": "UPDATE journeys_kickoff SET sponsor_id = {omar}",
    "a sponsor who leads it": "UPDATE journeys_kickoff SET sponsor_id = {petra}",
    "a deputy of product": "UPDATE journeys_kickoff SET deputy_id = {lea}",
    "a yes of nobody": "UPDATE journeys_kickoff SET sponsor_accepted_at = now()",
    "a yes without an answer": "UPDATE journeys_kickoff SET sponsor_id = {leo},"
    " sponsor_accepted_at = now()",
    "held at once": "UPDATE journeys_kickoff SET state = 'held', held_on = now(),"
    " closed_at = now(), sponsor_id = {leo}",
    "a state of its own": "UPDATE journeys_kickoff SET state = 'maybe'",
    "built without a kickoff": "UPDATE journeys_initiative SET stage = 'building'",
    "stopped for no reason": "UPDATE journeys_initiative SET stage = 'stopped'",
    "a stage of its own": "UPDATE journeys_initiative SET stage = 'maybe'",
    "a second kickoff": "INSERT INTO journeys_kickoff SELECT (k).* FROM"
    " (SELECT k FROM journeys_kickoff k) AS one",
}


@pytest.mark.parametrize("wrong", SQL)
def test_kickoff_past_the_models_is_refused(wrong, kickoff, lea, leo, omar, petra):
    people = {"lea": lea.pk, "leo": leo.pk, "omar": omar.pk, "petra": petra.pk}
    before = digest()

    with pytest.raises((IntegrityError, DatabaseError)):
        write(SQL[wrong].format(**people))

    assert digest() == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journeys_kickoff SET outcome = 'Something else'",
        "UPDATE journeys_kickoff SET state = 'draft'",
        "DELETE FROM journeys_kickoff",
    ],
)
def test_kickoff_that_was_held_stays_in_sql_too(sql, held):
    before = digest()

    with pytest.raises(IntegrityError):
        write(sql)

    assert digest() == before
