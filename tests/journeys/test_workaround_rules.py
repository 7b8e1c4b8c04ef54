"""The life of a workaround: by its verbs with a sentence, and past them in SQL."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from alignment.people.models import Letter
from alignment.versions import EditedMeanwhile, version_of
from journeys.models import (
    CannotOwnIt,
    NotItsRelease,
    ReleaseIsNeeded,
    Workaround,
    WrongMoment,
)
from journeys.operations.use_report import (
    NotOfOps,
    StillInUse,
    ask_staff,
    report_use,
    retire,
)
from journeys.operations.workaround import propose_workaround
from tests import make
from tests.journeys.days import today
from tests.journeys.sql import write

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C13")]


def digest() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT md5(concat("
            "(SELECT string_agg(w::text, '') FROM journeys_workaround w),"
            " (SELECT string_agg(r::text, '') FROM journeys_usereport r),"
            " (SELECT string_agg(j::text, '') FROM journeys_release_journeys j)))"
        )
        return str(cursor.fetchone()[0])


def say(workaround, person, times):
    report_use(workaround=workaround, times_a_week=Decimal(times), by=person)


def posted(template):
    found = Letter.objects.filter(template=f"mail/workaround_{template}")
    return sorted(found.values_list("person__name", flat=True))


@pytest.fixture
def asked(planned, anna, olga, petra):
    """Two of ops are asked whether they still do it."""
    ask_staff(workaround=planned, people=[anna, olga], by=petra)
    return planned


@pytest.fixture
def retired(asked, anna, olga, petra):
    say(asked, anna, 0)
    say(asked, olga, 0)
    retire(workaround=asked, by=petra)
    return asked


def test_workaround_goes_from_proposed_to_retired(workaround, fix, omar, petra, anna):
    workaround.accept(owner=None, by=petra)
    assert workaround.ownerless_at
    workaround.accept(owner=None, by=petra)
    workaround.give(omar)
    assert workaround.ownerless_at is None
    workaround.plan_fix(fix)
    workaround.plan_fix(fix)
    assert ask_staff(workaround=workaround, people=[anna], by=petra) == 1
    assert ask_staff(workaround=workaround, people=[anna], by=petra) == 0
    say(workaround, anna, 0)
    retire(workaround=workaround, by=petra)
    retire(workaround=workaround, by=petra)

    assert workaround.state == "retired"
    assert workaround.retired_on == today()
    assert posted("asked") == ["Anna Costa"]
    assert posted("retired") == ["Anna Costa"]


def test_workaround_retires_only_when_everybody_asked_says_no_more(
    asked, anna, olga, petra
):
    with pytest.raises(StillInUse, match="Anna Costa has not said “no more”"):
        retire(workaround=asked, by=petra)
    say(asked, anna, 0)
    say(asked, olga, 3)
    with pytest.raises(StillInUse, match="Olga Stein still does it by hand"):
        retire(workaround=asked, by=petra)
    olga.deactivate(by=petra)
    retire(workaround=asked, by=petra)

    assert asked.state == "retired"


def test_workaround_retires_not_without_anybody_asked(planned, petra):
    with pytest.raises(StillInUse, match="Ask those who do it first"):
        retire(workaround=planned, by=petra)


def test_workaround_retires_not_when_all_who_were_asked_have_left(
    asked, anna, olga, petra
):
    for one in (anna, olga):
        say(asked, one, 0)
        one.deactivate(by=petra)

    with pytest.raises(StillInUse, match="Ask those who do it first"):
        retire(workaround=asked, by=petra)


def test_workaround_no_more_from_before_its_fix_does_not_count(
    asked, anna, olga, petra, fix
):
    say(asked, olga, 0)
    say(asked, anna, 0)
    asked.reports.filter(person=anna).update(answered_on=today() - timedelta(days=1))

    with pytest.raises(StillInUse, match="Anna Costa has not said “no more” since"):
        retire(workaround=asked, by=petra)
    assert ask_staff(workaround=asked, people=[anna, olga], by=petra) == 1
    assert asked.reports.get(person=anna).answered_on is None


def test_workaround_retires_not_before_its_release(asked, anna, olga, petra, fix):
    fix.released_on = today() + timedelta(days=3)
    fix.save()
    for one in (anna, olga):
        say(asked, one, 0)

    with pytest.raises(WrongMoment, match="has not landed yet"):
        retire(workaround=asked, by=petra)


def test_workaround_that_is_done_again_is_open_again(retired, anna, omar):
    say(retired, anna, 0)
    assert retired.state == "retired"
    say(retired, omar, 2)

    assert retired.state == "accepted"
    assert (retired.release, retired.retired_on) == (None, None)
    assert retired.reports.get(person=omar).times_a_week == 2


def test_workaround_is_reported_and_asked_about_in_ops_only(planned, petra, lea):
    with pytest.raises(NotOfOps):
        say(planned, petra, 1)
    with pytest.raises(NotOfOps, match="Lea Moreau does not work there"):
        ask_staff(workaround=planned, people=[lea], by=petra)

    assert not planned.reports.exists()


def test_workaround_fix_is_a_release_of_its_journey(workaround, petra, omar):
    other = make.journey("Pay a bill", petra, omar)
    release = make.release("New bill", today(), petra, other)
    with pytest.raises(WrongMoment, match="Accept it first"):
        workaround.plan_fix(release)
    workaround.accept(owner=omar, by=petra)
    with pytest.raises(NotItsRelease, match="is not a release of “Move home”"):
        workaround.plan_fix(release)


def test_workaround_owner_is_no_agent_and_is_here(workaround, petra, anna, omar):
    with pytest.raises(CannotOwnIt):
        workaround.accept(owner=anna, by=petra)
    omar.deactivate(by=petra)
    with pytest.raises(CannotOwnIt):
        workaround.accept(owner=omar, by=petra)


def test_workaround_that_is_rejected_tells_why_and_can_come_back(
    workaround, petra, anna
):
    workaround.reject(reason="The system does it", by=petra)
    workaround.reject(reason="Another", by=petra)

    assert workaround.rejected_because == "The system does it"
    assert posted("rejected") == ["Anna Costa"]
    with pytest.raises(WrongMoment):
        workaround.accept(owner=None, by=petra)
    workaround.reopen()
    assert (workaround.state, workaround.rejected_because) == ("proposed", "")


def test_workaround_without_an_owner_for_30_days_is_a_signal(
    workaround, petra, omar, ada
):
    def signals():
        return Workaround.objects.ownerless_long().count()

    workaround.accept(owner=None, by=petra)
    assert signals() == 0
    before = timezone.now() - timedelta(days=30)
    Workaround.objects.update(ownerless_at=before)
    assert signals() == 1
    workaround.give(omar)
    assert signals() == 0
    omar.deactivate(by=ada)
    type(omar).objects.filter(pk=omar.pk).update(deactivated_at=before)
    assert signals() == 1


def test_release_that_ends_a_workaround_stays(planned, fix, petra):
    with pytest.raises(ReleaseIsNeeded, match="Copy each reading by hand"):
        fix.remove()
    with pytest.raises(ReleaseIsNeeded):
        fix.rewrite(seen=version_of(fix), journeys=[], name=fix.name)
    planned.reopen()
    fix.remove()


def test_workaround_of_two_writers_shows_the_second_both(workaround, petra):
    seen = version_of(workaround)
    said = {name: getattr(workaround, name) for name in Workaround.SAID}
    workaround.rewrite(seen=seen, **said | {"what": "Copy twice"})

    with pytest.raises(EditedMeanwhile):
        workaround.rewrite(seen=seen, **said | {"what": "Copy thrice"})


def test_workaround_sent_twice_is_one(steps, anna, omar):
    draft = Workaround(
        what="Copy",
        step=steps["Read the meter"],
        people_count=1,
        times_a_week=1,
        minutes_each=1,
    )
    first = propose_workaround(draft=draft, key=draft.key, by=anna)
    again = propose_workaround(draft=draft, key=draft.key, by=anna)
    others = propose_workaround(draft=draft, key=draft.key, by=omar)

    assert first == again != others


NEW = (
    "INSERT INTO journeys_usereport (workaround_id, person_id, asked_by_id, asked_at,"
    " times_a_week, answered_on) VALUES ({pk}, {petra}, {petra}, now(), 0, now())"
)
SQL = {
    "accepted by nobody": "UPDATE journeys_workaround SET state = 'accepted',"
    " ownerless_at = now()",
    "accepted by an agent": "UPDATE journeys_workaround SET state = 'accepted',"
    " ownerless_at = now(), accepted_at = now(), accepted_by_id = {anna}",
    "owned by an agent": "UPDATE journeys_workaround SET state = 'accepted',"
    " owner_id = {anna}, accepted_at = now(), accepted_by_id = {petra}",
    "ownerless since never": "UPDATE journeys_workaround SET state = 'accepted',"
    " accepted_at = now(), accepted_by_id = {petra}",
    "planned without a release": "UPDATE journeys_workaround SET state = 'planned',"
    " accepted_at = now(), accepted_by_id = {petra}, owner_id = {petra}",
    "planned with another journey's release": "UPDATE journeys_workaround"
    " SET state = 'planned', accepted_at = now(), accepted_by_id = {petra},"
    " owner_id = {petra}, release_id = {other}",
    "retired at once": "UPDATE journeys_workaround SET state = 'retired',"
    " accepted_at = now(), accepted_by_id = {petra}, release_id = {fix},"
    " retired_on = now()",
    "rejected for no reason": "UPDATE journeys_workaround SET state = 'rejected'",
    "a state of its own": "UPDATE journeys_workaround SET state = 'maybe'",
    "nobody does it": "UPDATE journeys_workaround SET people_count = 0",
    "more than all go wrong": "UPDATE journeys_workaround SET error_percent = 101",
    "a low above the usual": "UPDATE journeys_workaround SET times_low = 21",
    "a report of product": NEW,
}


@pytest.mark.parametrize("wrong", SQL)
def test_workaround_past_the_models_is_refused(
    wrong, workaround, fix, anna, petra, omar
):
    other = make.release("Bill", today(), petra, make.journey("Pay", petra, omar))
    keys = {"pk": workaround.pk, "fix": fix.pk, "other": other.pk}
    before = digest()

    with pytest.raises(DatabaseError):
        write(SQL[wrong].format(**keys, anna=anna.pk, petra=petra.pk))

    assert digest() == before


RETIRE = "UPDATE journeys_workaround SET state = 'retired', retired_on = now()"
SAID = {
    "asked and silent": "SELECT 1",
    "one still does it": "UPDATE journeys_usereport SET times_a_week = 1,"
    " answered_on = now()",
    "one is silent": "UPDATE journeys_usereport SET times_a_week = 0,"
    " answered_on = now() WHERE person_id = {anna}",
    "said before the fix": "UPDATE journeys_usereport SET times_a_week = 0,"
    " answered_on = now() - interval '2 days'",
    "nobody is asked": "DELETE FROM journeys_usereport",
}


@pytest.mark.parametrize("said", SAID)
def test_workaround_is_not_retired_in_sql_while_somebody_uses_it(said, asked, anna):
    write(SAID[said].format(anna=anna.pk))
    before = digest()

    with pytest.raises(DatabaseError, match="workaround_retires_at_zero_use"):
        write(RETIRE)

    assert digest() == before


def test_workaround_retires_in_sql_once_all_said_so(asked):
    write("UPDATE journeys_usereport SET times_a_week = 0, answered_on = %s", today())
    write(RETIRE.replace("now()", "%s"), today())

    asked.refresh_from_db()
    assert asked.state == "retired"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journeys_usereport SET times_a_week = 4",
        "DELETE FROM journeys_usereport",
        "UPDATE journeys_workaround SET retired_on = '2020-01-01'",
    ],
)
def test_workaround_that_is_retired_stays_in_sql_too(sql, retired):
    before = digest()

    with pytest.raises(DatabaseError):
        write(sql)

    assert digest() == before


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM journeys_release_journeys",
        "DELETE FROM journeys_release",
        "UPDATE journeys_usereport SET person_id = {omar}",
    ],
)
def test_workaround_keeps_its_fix_and_its_people_in_sql(sql, asked, omar):
    before = digest()

    with pytest.raises(DatabaseError):
        write(sql.format(omar=omar.pk))

    assert digest() == before
