"""The role of the pages can do nothing to the rules.

That it can do all that pages do is seen where every route is asked for: as that role.
"""

import pytest
from django.db import ProgrammingError, connection
from django.urls import reverse

from alignment.runtime import rights
from alignment.runtime.rights import RoleMissing, give_rights
from journeys.models import Journey
from tests.journeys.sql import write

FORBIDDEN = [
    "ALTER TABLE journeys_journey DISABLE TRIGGER ALL",
    "ALTER TABLE journeys_journey DROP CONSTRAINT journey_owners_are_two_people",
    "CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE sql AS ''",
    "CREATE TABLE public.anything (a int)",
    "DELETE FROM django_migrations",
    "DELETE FROM journeys_journeyevent",
    "DROP TABLE journeys_journey",
    "SET LOCAL session_replication_role = replica",
    "TRUNCATE journeys_handover, journeys_journey CASCADE",
    "UPDATE journeys_journeyevent SET title = 'Never so'",
]


def test_role_is_nobody_special_and_owns_nothing(role):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,"
            " EXISTS (SELECT FROM pg_class WHERE relowner = r.oid),"
            " EXISTS (SELECT FROM pg_proc WHERE proowner = r.oid),"
            " EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid)"
            " FROM pg_roles r WHERE rolname = %s",
            [role],
        )
        assert cursor.fetchone() == (False,) * 8


def test_role_may_be_given_its_rights_again(role):
    assert give_rights()


def test_role_is_none_of_its_own_where_the_owner_serves_pages(db, settings):
    settings.DATABASE_URL = "postgresql://postgres@/nowhere"

    assert not give_rights()


def test_role_that_the_owner_may_not_make_is_asked_for(role, settings):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
    settings.DATABASE_URL = "postgresql://another@/nowhere"

    with pytest.raises(RoleMissing, match="CREATE ROLE another LOGIN"):
        give_rights()


def test_role_may_be_made_by_another_at_the_same_moment(db, settings, monkeypatch):
    settings.DATABASE_URL = "postgresql://meanwhile@/nowhere"
    found = iter([False, True])
    monkeypatch.setattr(rights, "_exists", lambda *_: next(found))
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE meanwhile LOGIN")

    assert give_rights()


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_role_takes_no_rule_away(as_pages, sql):
    refused = r"permission denied|must be owner"

    with pytest.raises(ProgrammingError, match=refused):
        write(sql)


def test_role_drops_no_trigger(journey, as_pages):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
            " AND tgrelid = 'journeys_journey'::regclass"
        )
        names = [name for (name,) in cursor.fetchall()]

    assert len(names) >= 4
    for name in names:
        with pytest.raises(ProgrammingError, match="must be owner"):
            write(f"DROP TRIGGER {name} ON journeys_journey")


def test_role_writes_history_by_what_it_changes(client, journey, petra, as_pages):
    client.force_login(petra)

    client.post(reverse("journeys:journey-archive", args=[journey.slug]))

    journey.refresh_from_db()
    last = journey.events.order_by("-pgh_id").first()
    assert last.state == journey.state == Journey.State.ARCHIVED
    assert last.pgh_context.metadata["person"] == petra.pk
