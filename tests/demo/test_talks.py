"""What people of the demo wrote to each other, and that none of them gets a mail."""

from datetime import datetime, time, timedelta

import pytest
from django.utils.timezone import make_aware

from alignment.actions.models import Channel, Comment, Notification, Thread
from alignment.actions.models.suggestion import suggestion_of
from alignment.actions.tasks import send_digests
from alignment.people.models import Letter, Person
from alignment.runtime.demo import loading
from alignment.runtime.models import DemoLoad
from tests.demo.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C11")]


def tell(today=TODAY):
    now = make_aware(datetime.combine(today, time(18)))
    loading.Loader(DemoLoad(pk=1, scale=0.002, now=now), print)._company()
    return now


@pytest.mark.parametrize("later", range(7))
def test_talks_are_one_that_ended_in_talking_and_some_that_should(later):
    now = tell(TODAY + timedelta(days=later))

    ended = Thread.objects.exclude(closed_at=None).get()
    asked = [suggestion_of(each, now) for each in Thread.objects.open()]
    assert ended.about_words == "Move home"
    assert ended.comments.count() == 7
    assert {one.name for one in ended.people.filter(pk__gt=0)} >= {"Sam Okafor"}
    assert sorted(found.kind for found in asked if found) == ["many", "waiting"]


def test_talks_are_in_order_and_nothing_is_later_than_the_story():
    now = tell()

    for thread in Thread.objects.all():
        times = list(thread.comments.order_by("pk").values_list("at", flat=True))
        assert times == sorted(times)
        assert times[-1] <= now
    assert not Notification.objects.filter(at__gt=now).exists()


def test_people_of_the_demo_are_told_here_and_never_by_mail():
    tell()
    send_digests()

    assert {*Notification.objects.values_list("channel", flat=True)} == {Channel.APP}
    assert not Letter.objects.exists()
    mei = Person.objects.get(name="Mei Tan")
    assert Notification.objects.unseen().filter(person=mei, kind="mention").exists()
    assert Comment.objects.filter(named=mei).exists()


def test_talks_are_told_the_same_each_time():
    def told():
        rows = Notification.objects.order_by("pk")
        return list(rows.values_list("person__name", "kind", "words", "detail", "at"))

    tell()
    first = told()

    assert len(first) > 20
    assert first == sorted(first, key=lambda row: row[4])
