"""A journey whose owner has left: a mail to the leaders, once."""

from typing import cast

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from alignment.people.models import Letter, Role, Side
from alignment.people.tasks import send_letters
from journeys.models import OrphanNotice
from journeys.operations.handover import propose_handover
from journeys.tasks import sweep_orphans
from tests import make
from tests.racing import at_once


def tell():
    """What beat does every minute, and every few seconds."""
    sweep_orphans()
    send_letters()


pytestmark = [pytest.mark.django_db, pytest.mark.capability("C01")]


def test_orphan_notice_goes_to_active_leaders_of_both_sides(
    journey, omar, lea, leo, ada, petra
):
    omar.deactivate(by=ada)

    tell()

    letter, other = cast("list[EmailMultiAlternatives]", mail.outbox)
    assert {*letter.to, *other.to} == {lea.email, leo.email}
    assert letter.subject == "“Move home” has lost an owner"
    assert "Omar Haddad no longer has access" in letter.body
    assert "Petra Lind looks after it on the other side" in letter.body
    assert "/journeys/move-home/" in letter.body
    (page, kind) = letter.alternatives[0]
    assert kind == "text/html"
    assert "/journeys/move-home/" in str(page)


def test_orphan_notice_leaves_out_leaders_who_have_left(journey, omar, lea, leo, ada):
    lea.deactivate(by=ada)
    omar.deactivate(by=ada)

    tell()

    assert mail.outbox[0].to == [leo.email]


def test_orphan_notice_goes_to_admins_where_nobody_leads(journey, omar, ada):
    omar.deactivate(by=ada)

    tell()

    assert mail.outbox[0].to == [ada.email]


def test_orphan_notice_is_sent_once_a_departure(journey, omar, leo, ada):
    omar.deactivate(by=ada)
    tell()
    tell()
    first = len(mail.outbox)
    omar.reactivate(by=ada)
    tell()
    omar.deactivate(by=ada)
    tell()

    assert first == 1
    assert len(mail.outbox) == 2
    assert OrphanNotice.objects.exclude(sent_at=None).count() == 2


def test_orphan_notice_is_not_sent_while_nobody_has_left(journey, leo):
    tell()

    assert mail.outbox == []


def test_orphan_notice_is_not_sent_for_archived_journeys(journey, omar, leo, ada):
    journey.archive()
    omar.deactivate(by=ada)

    tell()

    assert mail.outbox == []


def test_orphan_notice_is_not_sent_after_a_handover(journey, omar, olga, leo, ada):
    omar.deactivate(by=ada)
    made = propose_handover(
        journey=journey, side=Side.OPS, receiver=olga, note="", by=leo
    )
    made.accept(by=olga)

    tell()

    told = [letter.subject for letter in mail.outbox]
    assert told == ["Leo Brandt asks you to take over “Move home”"]


def test_orphan_notice_is_told_though_its_sweep_was_stopped(
    monkeypatch, journey, omar, leo, ada
):
    omar.deactivate(by=ada)

    def stop(*words, **more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Letter.objects, "bulk_create", stop)
        with pytest.raises(KeyboardInterrupt):
            sweep_orphans()
    claimed = OrphanNotice.objects.get()
    tell()
    tell()

    assert claimed.sent_at is None
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_orphan_notice_is_sent_once_by_five_sweeps_at_once():
    product, ops = make.team("Digital", "product"), make.team("Care", "ops")
    petra, omar = make.person("Petra Lind", product), make.person("Omar Haddad", ops)
    make.person("Leo Brandt", ops, role=Role.LEADER)
    for number in range(6):
        make.journey(f"Journey {number}", petra, omar)
    omar.deactivate(by=petra)

    at_once(*[tell] * 5)

    assert len(mail.outbox) == 6
    assert OrphanNotice.objects.exclude(sent_at=None).count() == 6
