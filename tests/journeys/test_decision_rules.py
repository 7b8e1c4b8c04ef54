"""What a decision refuses: by its verbs with a sentence, and past them in SQL."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from alignment.actions.models import Notification
from alignment.people.models import Role
from alignment.versions import EditedMeanwhile, version_of
from journeys.models import (
    Approval,
    CannotApprove,
    ChangedSince,
    Decision,
    NothingChosen,
)
from tests import make
from tests.journeys.sql import write

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C10")]
TABLES = (
    "journeys_decision",
    "journeys_decisionapproval",
    "journeys_decisionwithdrawal",
)


def digest() -> str:
    """Every row of decisions and of their approvals."""
    rows = " || ".join(
        f"coalesce((SELECT string_agg(t::text, '' ORDER BY id) FROM {table} t), '')"
        for table in TABLES
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5({rows})")
        return str(cursor.fetchone()[0])


def texts(decision, **changed):
    return {name: getattr(decision, name) for name in decision.TEXTS} | changed


def rewrite(decision, by, **changed):
    return decision.rewrite(
        seen=version_of(decision), by=by, **texts(decision, **changed)
    )


@pytest.fixture
def decision(initiative, petra):
    return make.decision("Do we ask first?", initiative, petra)


@pytest.fixture
def taken(decision, petra, omar):
    return make.approved(decision, petra, omar)


def test_decision_is_taken_once_both_sides_approve(decision, petra, omar):
    make.approved(decision, petra)
    assert decision.taken_at is None

    make.approved(decision, omar)
    first = decision.taken_at
    make.approved(decision, omar)

    assert first == decision.approvals.get(by=omar).at
    assert decision.taken_at == first
    assert decision.approvals.count() == 2


def test_decision_approve_keeps_what_was_read_under_its_digest(taken, petra):
    kept = taken.approvals.get(by=petra)

    assert json.loads(kept.content)["question"] == "Do we ask first?"
    assert kept.digest == taken.digest


def test_decision_approve_is_once_a_side_and_once_a_person(
    decision, petra, paul, omar, ops_team
):
    make.approved(decision, paul)
    with pytest.raises(CannotApprove, match="Paul Ito has approved it"):
        make.approved(decision, petra)
    paul.place_in([ops_team], by=omar)

    with pytest.raises(CannotApprove, match="Both sides are two people"):
        make.approved(decision, paul)
    assert decision.approvals.count() == 1


def test_decision_approve_needs_a_choice(decision, petra):
    rewrite(decision, petra, choice=None)

    with pytest.raises(NothingChosen):
        make.approved(decision, petra)


def test_decision_approve_of_what_it_said_before_is_refused(decision, petra, omar):
    read = decision.digest
    rewrite(decision, petra, effect_on_ops="Ten calls more a day")
    before = digest()

    with pytest.raises(ChangedSince):
        decision.approve(digest=read, by=omar)
    assert digest() == before


@pytest.mark.parametrize(
    "changed",
    [
        {"question": "Do we ask at all?"},
        {"options": ["Ask first", "Ask last"]},
        {"choice": 2},
        {"effect_on_ops": "Nothing"},
        {"dissent": "Omar would ask last"},
        {"revisit_on": timezone.localdate() + timedelta(days=9)},
    ],
)
def test_decision_edit_voids_both_and_writes_to_who_approved(
    changed, taken, petra, paul, omar
):
    voided = rewrite(taken, petra, **changed)

    assert voided == [petra, omar]
    assert not Decision.objects.filter(taken_at__isnull=False).exists()
    gone = list(taken.approvals.values_list("voided_by__name", "voided_because"))
    assert gone == [("Petra Lind", "")] * 2
    (told,) = Notification.objects.filter(kind="decision-voided")
    assert told.person == omar
    make.approved(taken, paul, omar)
    assert taken.taken_at
    assert taken.approvals.count() == 4


def test_decision_saved_as_it_was_voids_nothing(taken, petra):
    assert rewrite(taken, petra) == []

    assert taken.taken_at
    assert not Notification.objects.filter(kind="decision-voided").exists()


def test_decision_edit_of_two_keeps_the_first(decision, petra, omar):
    seen = version_of(decision)
    decision.rewrite(seen=seen, by=omar, **texts(decision, dissent="Theirs"))

    with pytest.raises(EditedMeanwhile):
        decision.rewrite(seen=seen, by=petra, **texts(decision, dissent="Mine"))
    decision.refresh_from_db()
    assert decision.dissent == "Theirs"


def test_decision_withdraw_says_why_and_is_taken_no_more(taken, petra, omar):
    taken.withdraw(reason="The figures were wrong", by=omar)

    gone = taken.approvals.get(by=omar)
    assert taken.taken_at is None
    assert gone.voided_at
    assert gone.voided_because == "The figures were wrong"
    assert taken.approvals.live().get().by == petra
    with pytest.raises(CannotApprove):
        taken.withdraw(reason="Once more", by=omar)


GIVE = (
    "INSERT INTO journeys_decisionapproval (decision_id, side, by_id, at, content,"
    " digest, voided_because) SELECT id, '{side}', {by}, now(), {content},"
    " encode(sha256(convert_to({content}, 'UTF8')), 'hex'), '' FROM journeys_decision"
)
INSERT = (
    "INSERT INTO journeys_decisionwithdrawal (approval_id, reason, at)"
    " VALUES ({pk}, 'Late', now())"
)
WRONG = {
    "one option": "UPDATE journeys_decision SET options = '{Ask}', choice = NULL",
    "an option without words": "UPDATE journeys_decision SET options = '{Ask,\"\"}'",
    "a choice that is no option": "UPDATE journeys_decision SET choice = 3",
    "no revisit day": "UPDATE journeys_decision SET revisit_on = NULL",
    "no effect": "UPDATE journeys_decision SET effect_on_ops = ''",
    "a removal": "DELETE FROM journeys_decision",
    "another name": "UPDATE journeys_decisionapproval SET by_id = {paul}",
    "an older time": "UPDATE journeys_decisionapproval SET at = '2020-01-01'",
    "a void by hand": "UPDATE journeys_decisionapproval SET voided_at = now()",
    "an approval away": "DELETE FROM journeys_decisionapproval",
    "a withdrawal for no reason": "INSERT INTO journeys_decisionwithdrawal"
    " (approval_id, reason, at) SELECT id, '', now() FROM journeys_decisionapproval",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_decision_past_the_models_is_refused(wrong, taken, paul, request):
    before = digest()
    request.getfixturevalue("as_pages")

    with pytest.raises(DatabaseError):
        write(WRONG[wrong].replace("{paul}", str(paul.pk)))

    assert digest() == before


@pytest.mark.parametrize(
    ("side", "who", "refusal"),
    [
        ("ops", "olga", "approval_is_of_what_stands"),
        ("ops", "petra", "approval_is_of_their_side"),
        ("product", "omar", "approval_is_of_their_side"),
        ("ops", "anna", "approval_is_of_their_side"),
        ("product", "paul", "approval_is_one_a_side"),
    ],
)
def test_approval_past_the_models_is_refused(side, who, refusal, decision, request):
    make.approved(decision, decision.created_by)
    by = request.getfixturevalue(who)
    content = decision.content
    if who == "olga":
        content = content.replace("Two calls", "No calls")
    before = digest()
    request.getfixturevalue("as_pages")

    with pytest.raises(DatabaseError, match=refusal):
        write(GIVE.format(side=side, by=by.pk, content="%s"), content, content)

    assert digest() == before


def test_approval_of_both_sides_by_one_person_is_refused(
    decision, paul, ops_team, omar, request
):
    make.approved(decision, paul)
    paul.place_in([ops_team], by=omar)
    content = decision.content
    before = digest()
    request.getfixturevalue("as_pages")

    with pytest.raises(DatabaseError, match="approval_is_of_two_people"):
        write(GIVE.format(side="ops", by=paul.pk, content="%s"), content, content)

    assert digest() == before


def test_approval_without_a_choice_is_refused(decision, petra, as_pages):
    rewrite(decision, petra, choice=None)
    content = decision.content

    with pytest.raises(DatabaseError, match="approval_needs_a_choice"):
        write(GIVE.format(side="product", by=petra.pk, content="%s"), content, content)


def test_decision_edited_in_sql_voids_too_and_is_taken_by_nobodys_word(taken, as_pages):
    write("UPDATE journeys_decision SET options = '{Ask first,Ask nobody}'")
    write("UPDATE journeys_decision SET taken_at = now()")

    taken.refresh_from_db()
    assert taken.taken_at is None
    assert not Approval.objects.live().exists()
    assert Approval.objects.filter(voided_by=None).count() == 2


def test_decision_taken_in_sql_alone_is_not(decision, petra, as_pages):
    make.approved(decision, petra)

    write("UPDATE journeys_decision SET taken_at = now()")

    decision.refresh_from_db()
    assert decision.taken_at is None


def test_withdrawal_is_of_a_live_approval_only(taken, petra, omar, request):
    taken.withdraw(reason="Wrong", by=omar)
    gone = taken.approvals.get(by=omar)
    rewrite(taken, petra, choice=2)
    void = taken.approvals.get(by=petra)
    before = digest()
    request.getfixturevalue("as_pages")

    for sql in (
        INSERT.format(pk=void.pk),
        "UPDATE journeys_decisionwithdrawal SET reason = 'Another'",
        f"DELETE FROM journeys_decisionwithdrawal WHERE approval_id = {gone.pk}",
    ):
        with pytest.raises(DatabaseError, match="decision_withdrawal"):
            write(sql)
    assert digest() == before


def test_decision_approve_of_agents_is_refused_below_the_pages(decision, anna):
    with pytest.raises(DatabaseError, match="approval_is_of_their_side"):
        make.approved(decision, anna)


def test_approval_outlives_the_role_of_who_gave_it(decision, petra, olga):
    make.approved(decision, petra, olga)

    olga.take_role(Role.AGENT, by=petra)

    decision.refresh_from_db()
    assert decision.taken_at
