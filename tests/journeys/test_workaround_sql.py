"""What the database refuses of workarounds, past the models."""

import pytest
from django.db import DatabaseError, connection

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
