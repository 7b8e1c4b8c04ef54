"""The same thing sent by several browsers in one moment: nobody is told of an error."""

import functools
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Thread
from alignment.actions.operations.comment import Words, add_comment
from alignment.people.models import Role, Side
from journeys.models import Journey, Release, Workaround
from journeys.operations.insight import tell_insight
from journeys.operations.use_report import report_use
from journeys.operations.workaround import propose_workaround
from kpis.models import ContactImport, Source, Target
from tests import make
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 4


@pytest.fixture
def clients():
    """Browsers in which an admin is signed in, who is of the product side."""
    product = make.team("Digital", Side.PRODUCT)
    person = make.person("Ada Nowak", product, role=Role.ADMIN)
    made = [Client() for _ in range(TIMES)]
    for client in made:
        client.force_login(person)
    return made


@pytest.fixture
def journey(clients):
    ops = make.person("Omar Haddad", make.team("Care", Side.OPS))
    owner = make.person("Petra Lind", make.team("Web", Side.PRODUCT))
    return make.journey("Move home", owner, ops)


def statuses(clients: list[Client], send: Callable[[Client], int]) -> list[int]:
    """What each is answered, lowest first; 500 stands for an error."""
    for client in clients:
        client.raise_request_exception = False
    deeds = [functools.partial(send, client) for client in clients]
    return sorted(at_once(*deeds))


def test_journey_started_at_once_gets_an_address_each_time(clients, journey):
    data = {
        "title": "Pay a bill",
        "product_owner": journey.product_owner_id,
        "ops_owner": journey.ops_owner_id,
    }
    url = reverse("journeys:journey-add") + "?from="

    found = statuses(clients, lambda client: client.post(url, data).status_code)

    assert found == [302] * TIMES
    assert Journey.objects.filter(title="Pay a bill").count() == TIMES


def test_release_added_at_once_on_other_days_gets_an_address_each_time(clients):
    days = iter(["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"])
    url = reverse("journeys:release-add")

    def add(client):
        data = {"name": "Meter photo", "released_on": next(days)}
        return client.post(url, data).status_code

    assert statuses(clients, add) == [302] * TIMES
    assert Release.objects.count() == TIMES


def test_release_restored_at_once_is_back_once(clients, journey):
    owner = journey.product_owner
    made = make.release("Meter photo", timezone.localdate(), owner, journey)
    url = reverse("journeys:release-restore", args=[made.remove()])

    found = statuses(clients, lambda client: client.post(url).status_code)

    assert found == [302] * TIMES
    assert Release.objects.get().name == "Meter photo"


def test_target_proposed_at_once_is_the_last_one(clients, journey):
    url = f"/kpis/aht/targets/?journey={journey.slug}"

    found = statuses(
        clients, lambda client: client.post(url, {"value": "300"}).status_code
    )

    assert found == [302] * TIMES
    assert Target.objects.current().count() == 1


def test_import_added_at_once_makes_its_source_once(clients):
    def add(client):
        file = SimpleUploadedFile("calls.csv", b"id,customer,day\n1,c,2026-11-02\n")
        data = {"kind": "contacts", "file": file, "name": "Phones"}
        answer = client.post(reverse("kpis:import-add"), data)
        assert answer.status_code == 302 or "There is a source of this name" in (
            answer.text
        )
        return answer.status_code

    found = statuses(clients, add)

    assert len(found) == TIMES
    assert set(found) <= {302, 422}
    assert Source.objects.get().name == "Phones"
    assert ContactImport.objects.exists()


def test_workaround_is_not_retired_in_the_moment_somebody_says_they_use_it(journey):
    """Whoever comes second knows of the first: retired and in use is never true."""
    care, petra = journey.ops_owner.teams.get(), journey.product_owner
    anna = make.person("Anna Costa", care, role=Role.AGENT)
    fix = make.release("Readings arrive", timezone.localdate(), petra, journey)
    one = make.workaround("Copy", journey.steps.first(), anna)
    one.accept(owner=petra, by=petra)
    one.plan_fix(fix)
    retires, uses = Client(), Client()
    retires.force_login(petra)
    uses.force_login(anna)
    for _ in range(5):
        Workaround.objects.filter(pk=one.pk, state="accepted").update(
            state="planned", release=fix
        )
        report_use(workaround=one, times_a_week=Decimal(0), by=anna)

        statuses(
            [retires, uses],
            lambda client: (
                client.post(
                    reverse(
                        "journeys:workaround-retire"
                        if client is retires
                        else "journeys:use-answer",
                        args=[one.pk],
                    ),
                    {"times_a_week": "3"},
                ).status_code
            ),
        )

        one.refresh_from_db()
        assert one.state in {"accepted", "planned"}
        assert one.reports.get().times_a_week == 3


def test_release_is_not_removed_in_the_moment_it_becomes_the_fix(journey):
    petra = journey.product_owner
    one = make.workaround("Copy", journey.steps.first(), journey.ops_owner)
    one.accept(owner=petra, by=petra)
    plans, removes = Client(), Client()
    plans.force_login(petra)
    removes.force_login(petra)
    for number in range(5):
        fix = make.release(f"Fix {number}", timezone.localdate(), petra, journey)
        one.reopen()

        found = statuses(
            [plans, removes],
            lambda client, fix=fix: (  # type: ignore[misc]
                client.post(
                    reverse("journeys:workaround-plan", args=[one.pk])
                    if client is plans
                    else reverse("journeys:release-remove", args=[fix.slug]),
                    {"release": fix.pk},
                ).status_code
            ),
        )

        assert found == [302, 422]
        one.refresh_from_db()
        assert (one.release == fix) is Release.objects.filter(pk=fix.pk).exists()


@pytest.mark.parametrize("noun", ["insight", "workaround", "comment"])
def test_key_of_several_people_at_once_keeps_what_each_said(noun, journey):
    """And what one of them says again is not there twice."""
    people = [make.person(f"Person {n}", journey.ops_owner.teams.get()) for n in "abc"]
    step, key = journey.steps.first(), make.uuid()
    thread = make.thread(make.action("Call", people[0], timezone.localdate()))
    send = {
        "insight": lambda by: tell_insight(
            draft=make.insight_draft(by.name, journey), key=key, by=by
        ),
        "workaround": lambda by: propose_workaround(
            draft=Workaround(
                what=by.name, step=step, people_count=1, times_a_week=1, minutes_each=1
            ),
            key=key,
            by=by,
        ),
        "comment": lambda by: add_comment(
            thread=Thread.objects.get(pk=thread.pk), said=Words(by.name, key), by=by
        ),
    }[noun]

    made = at_once(*(functools.partial(send, each) for each in people))
    again = at_once(*(functools.partial(send, each) for each in people))

    assert len({each.pk for each in made}) == len(people)
    assert [each.pk for each in again] == [each.pk for each in made]


def test_teams_of_one_name_added_at_once_are_one_and_the_others_are_told(clients):
    data = {"name": "Field", "side": "ops"}
    url = reverse("people:team-add")

    found = statuses(clients, lambda client: client.post(url, data).status_code)

    assert found == [302, 422, 422, 422]
