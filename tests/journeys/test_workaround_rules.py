"""The life of a workaround: by its verbs with a sentence, and past them in SQL."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alignment.actions.models import Notification
from alignment.people.models import Role
from alignment.people.models.person import StillOwns
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
    retire,
)
from journeys.operations.workaround import propose_workaround
from tests import make
from tests.journeys.days import today
from tests.journeys.uses import said_by

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C13")]


def told(what):
    found = Notification.objects.filter(kind=f"workaround-{what}")
    return sorted(found.values_list("person__name", flat=True))


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
    said_by(workaround, anna, 0)
    retire(workaround=workaround, by=petra)
    retire(workaround=workaround, by=petra)

    assert workaround.state == "retired"
    assert workaround.retired_on == today()
    assert told("asked") == ["Anna Costa"]
    assert told("retired") == ["Anna Costa"]


def test_workaround_retires_only_when_everybody_asked_says_no_more(
    asked, anna, olga, petra
):
    with pytest.raises(StillInUse, match="Anna Costa has not said “no more”"):
        retire(workaround=asked, by=petra)
    said_by(asked, anna, 0)
    said_by(asked, olga, 3)
    with pytest.raises(StillInUse, match="Olga Stein still does it by hand"):
        retire(workaround=asked, by=petra)
    olga.deactivate(by=petra)
    retire(workaround=asked, by=petra)

    assert asked.state == "retired"


def test_workaround_retires_not_without_anybody_asked(planned, petra):
    with pytest.raises(StillInUse, match="Ask those who do it first"):
        retire(workaround=planned, by=petra)


def test_workaround_retires_with_whoever_of_ops_told_of_it(
    workaround, planned, anna, olga, petra
):
    """A word of somebody who was not asked is not enough."""
    Workaround.objects.filter(pk=planned.pk).update(proposed_by=anna)
    planned.refresh_from_db()
    said_by(planned, olga, 0)

    with pytest.raises(StillInUse, match="Anna Costa told of it"):
        retire(workaround=planned, by=petra)
    said_by(planned, anna, 0)
    retire(workaround=planned, by=petra)

    assert planned.state == "retired"


def test_workaround_retires_not_when_all_who_were_asked_have_left(
    asked, anna, olga, petra
):
    for one in (anna, olga):
        said_by(asked, one, 0)
        one.deactivate(by=petra)

    with pytest.raises(StillInUse, match="Ask those who do it first"):
        retire(workaround=asked, by=petra)


def test_workaround_no_more_from_before_its_fix_does_not_count(
    asked, anna, olga, petra, fix
):
    said_by(asked, olga, 0)
    said_by(asked, anna, 0)
    asked.reports.filter(person=anna).update(answered_on=today() - timedelta(days=1))

    with pytest.raises(StillInUse, match="Anna Costa has not said “no more” since"):
        retire(workaround=asked, by=petra)
    assert ask_staff(workaround=asked, people=[anna, olga], by=petra) == 1
    assert asked.reports.get(person=anna).answered_on is None


def test_workaround_retires_not_before_its_release(asked, anna, olga, petra, fix):
    fix.released_on = today() + timedelta(days=3)
    fix.save()
    for one in (anna, olga):
        said_by(asked, one, 0)

    with pytest.raises(WrongMoment, match="has not landed yet"):
        retire(workaround=asked, by=petra)


def test_workaround_that_is_done_again_is_open_again(retired, anna, omar):
    said_by(retired, anna, 0)
    assert retired.state == "retired"
    said_by(retired, omar, 2)

    assert retired.state == "accepted"
    assert (retired.release, retired.retired_on) == (None, None)
    assert retired.reports.get(person=omar).times_a_week == 2


def test_workaround_is_reported_and_asked_about_in_ops_only(planned, petra, lea):
    with pytest.raises(NotOfOps):
        said_by(planned, petra, 1)
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


def test_workaround_ends_with_no_release_from_before_it_was_told(
    workaround, journey, petra, omar
):
    old = make.release("Pay in parts", today() - timedelta(days=97), petra, journey)
    workaround.accept(owner=omar, by=petra)

    with pytest.raises(NotItsRelease, match="Choose a release of that day or later"):
        workaround.plan_fix(old)

    workaround.refresh_from_db()
    assert workaround.state == "accepted"


def test_workaround_retires_not_with_a_release_moved_to_before_it_was_told(
    asked, anna, olga, petra, fix
):
    fix.released_on = today() - timedelta(days=1)
    fix.save()
    for one in (anna, olga):
        said_by(asked, one, 0)

    with pytest.raises(NotItsRelease, match="this was told on"):
        retire(workaround=asked, by=petra)


def test_workaround_owner_is_no_agent_and_is_here(workaround, petra, anna, omar):
    with pytest.raises(CannotOwnIt):
        workaround.accept(owner=anna, by=petra)
    omar.deactivate(by=petra)
    with pytest.raises(CannotOwnIt):
        workaround.accept(owner=omar, by=petra)


def test_workaround_owner_hands_over_before_becoming_an_agent(
    workaround, petra, paul, ada
):
    workaround.accept(owner=paul, by=petra)
    with pytest.raises(StillOwns, match="steps or workarounds"):
        paul.take_role(Role.AGENT, by=ada)
    workaround.give(petra)
    paul.take_role(Role.AGENT, by=ada)

    assert paul.role == Role.AGENT


def test_workaround_that_is_rejected_tells_why_and_can_come_back(
    workaround, petra, anna
):
    workaround.reject(reason="The system does it", by=petra)
    workaround.reject(reason="Another", by=petra)

    assert workaround.rejected_because == "The system does it"
    assert told("rejected") == ["Anna Costa"]
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


def test_workaround_retired_with_an_older_release_saves_nothing(petras, retired):
    late = timezone.now() + timedelta(days=3)
    Workaround.objects.filter(pk=retired.pk).update(proposed_at=late)

    page = petras.get(retired.get_absolute_url()).text

    assert "It saves" not in page
    assert "landed before this was told" in page
