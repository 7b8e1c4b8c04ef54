"""While PostgreSQL or Redis is away, people are told so or do not even notice."""

from unittest.mock import Mock, patch

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.core.cache import cache
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from alignment import cache as tolerant
from alignment.nudge import nudge
from alignment.runtime.heartbeat import note_worker


@pytest.fixture
def patient_client():
    """A client that shows the answer and not the exception behind it."""
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_page_says_back_in_a_moment_when_the_session_cannot_be_read(
    patient_client, error
):
    patient_client.cookies[settings.SESSION_COOKIE_NAME] = "some-session"

    with patch.object(connection, "cursor", side_effect=error("gone")):
        response = patient_client.get("/")

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "The database does not answer" in response.content.decode()


@pytest.mark.django_db
def test_page_is_right_again_when_the_database_is_back(patient_client, petra):
    patient_client.force_login(petra)
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        away = patient_client.get("/")

    back = patient_client.get("/")

    assert (away.status_code, back.status_code) == (503, 200)


@pytest.mark.django_db
def test_readiness_says_what_is_away(client):
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert "The database does not answer." in response.json()["problems"]


@pytest.mark.django_db
def test_readiness_knows_a_worker_by_its_heartbeat(client):
    before = client.get("/readyz").json()

    note_worker()

    after = client.get("/readyz")
    assert before["problems"] == ["No worker has been heard of for half a minute."]
    assert (after.status_code, after.json()["problems"]) == (200, [])


@pytest.mark.django_db
def test_readiness_waits_for_the_newest_migration(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'kpis'")

    problems = client.get("/readyz").json()["problems"]

    assert "The database waits for `manage.py migrate`." in problems


def test_health_answers_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "up"})


@pytest.fixture
def no_redis(monkeypatch):
    """The cache's Redis refuses every connection."""
    tolerant.memory.clear()
    monkeypatch.setattr(tolerant.TolerantClient, "away_until", 0.0)
    refuse = Mock(side_effect=redis.ConnectionError("refused"))
    monkeypatch.setattr(redis.Redis, "execute_command", refuse)


@pytest.mark.usefixtures("no_redis")
def test_cache_finds_and_keeps_nothing_while_redis_is_away():
    cache.set("key", 1)

    assert cache.get("key", "none") == "none"
    assert cache.get_or_set("key", lambda: 2) == 2
    assert cache.get_many(["key"]) == {}


@pytest.mark.usefixtures("no_redis")
def test_cache_knows_who_is_at_work_while_redis_is_away():
    assert cache.add("work", 1)
    assert not cache.add("work", 1)
    assert cache.delete("work")
    assert cache.add("work", 1)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_redis")
def test_pages_work_while_redis_is_away(client, petra, journey):
    client.force_login(petra)

    assert client.get("/").status_code == 200
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("no_redis")
def test_people_sign_in_while_redis_is_away(client, petra):
    petra.set_password("gentle-otter-17-plum")
    petra.save()
    right = {"login": petra.email, "password": "gentle-otter-17-plum"}

    response = client.post(reverse("account_login"), right)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(petra.pk)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_redis")
def test_people_cannot_guess_without_end_while_redis_is_away(client, petra):
    wrong = {"login": petra.email, "password": "a wrong guess"}

    answers = [client.post(reverse("account_login"), wrong) for _ in range(11)]

    assert answers[0].status_code == 422
    assert "password do not match" in answers[0].content.decode()
    assert "Too many tries" in answers[-1].content.decode()


@pytest.mark.django_db(transaction=True)
def test_nudge_bears_a_lost_broker(caplog):
    nowhere = Celery("lost", broker="redis://127.0.0.1:1", set_as_current=False)

    @nowhere.task(name="tests.work")
    def work() -> None:
        """Never run: the test only rings for it."""

    nudge(work)

    assert "Redis is away: tests.work waits for the next sweep" in caplog.text


@pytest.mark.django_db
def test_nudge_rings_only_after_the_commit(django_capture_on_commit_callbacks):
    work = Mock()

    with django_capture_on_commit_callbacks(execute=True):
        nudge(work, number=7)
        early = work.apply_async.called

    assert not early
    assert work.apply_async.call_args.kwargs["kwargs"] == {"number": 7}
