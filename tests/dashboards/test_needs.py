from datetime import UTC, datetime

import pytest

from alignment.dashboards.home.asked import asked_of
from alignment.dashboards.home.needs import find_needs
from alignment.people.models import Person
from journeys.queries.overview import Coverage, Trust
from tests.dashboards import build
from tests.dashboards.build import AWAY, GONE, OLGA, OMAR, ON, PETRA, TODAY, days


def only(facts):
    (need,) = find_needs(facts)
    return need


@pytest.mark.capability("C01")
def test_needs_orphaned_journey_names_the_side_and_who_stays():
    row = build.row(ops_owner=GONE)

    need = only(build.facts(row))

    assert need.title == "Nobody in ops looks after “Move home”"
    assert need.why == (
        "Nils Berg has left. Petra Lind looks after it alone until somebody takes over."
    )
    assert need.act == "Find an owner in ops"
    assert (need.product, need.ops) == (PETRA, None)
    assert need.url == "/journeys/move-home/"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ({"role": "leader", "side": "ops"}, "Find an owner in ops"),
        ({"role": "admin", "side": "product"}, "Find an owner in ops"),
        ({"role": "leader", "side": "product"}, "Open the journey"),
        ({"role": "member", "side": "ops"}, "Open the journey"),
        ({"role": "agent", "side": "ops"}, "Open the journey"),
    ],
)
def test_needs_offer_only_what_the_viewer_can_do(who, said):
    needs = find_needs(build.facts(build.row(ops_owner=GONE)))

    (asked,) = asked_of(Person(pk=8, **who), needs).first

    assert asked.act == said


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ({"pk": PETRA.pk, "role": "member"}, "Name somebody else"),
        ({"pk": 8, "role": "member"}, "Open the journey"),
    ],
)
def test_needs_offer_who_started_a_draft_to_name_another(who, said):
    row = build.row(state="draft", ops_accepted=False, ops_declined="No.")
    declined = build.acceptance(row, OMAR, "No.")
    needs = find_needs(build.facts(row, acceptances=(declined,)))

    (asked,) = asked_of(Person(side="product", **who), needs).first

    assert asked.act == said


@pytest.mark.parametrize(
    ("role", "said"),
    [("member", "Find an owner in ops"), ("agent", "Open the journey")],
)
def test_needs_offer_steps_without_an_owner_to_those_who_edit(role, said):
    needs = find_needs(build.facts(build.row(gaps=(build.gap("Pay", "ops"),))))

    (asked,) = asked_of(Person(pk=8, role=role, side="ops"), needs).first

    assert asked.act == said


def test_needs_orphaned_journey_of_both_sides():
    need = only(build.facts(build.row(product_owner=AWAY, ops_owner=GONE)))

    assert need.title == "Nobody looks after “Move home”"
    assert need.why == "Ines Roth and Nils Berg have both left."
    assert need.act == "Find two owners"


@pytest.mark.capability("C01")
def test_needs_acceptance_asks_the_owner_and_tells_the_others():
    row = build.row(state="draft", ops_accepted=False)

    need = only(build.facts(row, acceptances=(build.acceptance(row, OMAR),)))

    assert need.title == "“Move home” waits for Omar Haddad"
    assert need.asked == "Will you look after “Move home” for ops?"
    assert need.why == (
        "Omar Haddad is named to look after it for ops, beside Petra Lind for product."
        " It goes live when both have accepted."
    )
    assert need.asks == OMAR.pk
    assert need.accept_url == "/journeys/move-home/accept/"


def test_needs_acceptance_declined_says_the_reason_and_asks_nobody():
    row = build.row(state="draft", ops_accepted=False, ops_declined="Too much.")
    declined = build.acceptance(row, OMAR, "Too much.")

    need = only(build.facts(row, acceptances=(declined,)))

    assert need.title == "Omar Haddad will not look after “Move home”"
    assert need.why == "The reason: “Too much.” Name somebody else in ops."
    assert need.asks is None


@pytest.mark.capability("C01")
def test_needs_handover_says_who_owns_until_then():
    row = build.row()
    asked_at = datetime(2026, 11, 3, 12, tzinfo=UTC)

    need = only(
        build.facts(row, handovers=(build.handover(row, OMAR, OLGA, asked_at),))
    )

    assert need.title == "“Move home” is on its way to Olga Stein"
    assert need.asked == "Will you take over “Move home” from Omar Haddad?"
    assert need.why == (
        "Olga Stein was asked on 3 November. Until the answer is yes, Omar Haddad looks"
        " after it."
    )
    assert (need.product, need.ops, need.asks) == (PETRA, OLGA, OLGA.pk)


@pytest.mark.capability("C01")
def test_needs_say_once_that_somebody_is_asked_to_follow_who_left():
    row = build.row(ops_owner=GONE)
    asked_at = datetime(2026, 11, 3, 12, tzinfo=UTC)
    asked = build.handover(row, GONE, OLGA, asked_at)

    need = only(build.facts(row, handovers=(asked,)))

    assert need.title == "“Move home” is on its way to Olga Stein"
    assert need.why == (
        "Nils Berg has left. Olga Stein was asked on 3 November. Until the answer is"
        " yes, nobody in ops looks after it."
    )


def test_needs_keep_the_side_that_nobody_is_asked_for():
    row = build.row(ops_owner=GONE, product_owner=AWAY)
    asked = build.handover(row, GONE, OLGA, datetime(2026, 11, 3, 12, tzinfo=UTC))

    first, second = find_needs(build.facts(row, handovers=(asked,)))

    assert first.title == "Nobody looks after “Move home”"
    assert second.title == "“Move home” is on its way to Olga Stein"


def test_needs_rise_without_a_release():
    need = only(build.facts(build.row(), flows={1: build.flow(now=131, before=100)}))

    assert need.title == "Contacts about “Move home” are up 31%"
    assert need.why == (
        "3,668 contacts in 4 weeks, 2,800 in the 4 weeks before: more than the ups and"
        " downs of days explain."
    )


def test_needs_rise_after_a_release_is_one_need_and_no_cause():
    row = build.row()
    landed = build.release("Self-serve 3.0", ON - days(20), row)

    need = only(build.facts(row, flows={1: build.flow(131, 100)}, releases=(landed,)))

    assert need.title == "Contacts are up 31% after “Self-serve 3.0”"
    assert need.why == (
        "“Self-serve 3.0” changed “Move home” on 1 November. 3,668 contacts in 4 weeks,"
        " 2,800 in the 4 weeks before. One came after the other; that is not yet a"
        " cause."
    )


@pytest.mark.parametrize(("now", "before"), [(100, 100), (104, 100), (80, 100)])
def test_needs_no_rise_while_contacts_stay_within_noise_or_fall(now, before):
    assert (
        find_needs(build.facts(build.row(), flows={1: build.flow(now, before)})) == ()
    )


@pytest.mark.parametrize(
    ("gaps", "title", "why", "act"),
    [
        (
            (build.gap("Give notice", "ops"),),
            "Nobody in ops looks after “Give notice”",
            "A step of “Move home”.",
            "Find an owner in ops",
        ),
        (
            (build.gap("Give notice", "ops"), build.gap("Pay", "ops")),
            "Nobody in ops looks after 2 steps of “Move home”",
            "“Give notice” and “Pay”.",
            "Find an owner in ops",
        ),
        (
            (build.gap("Pay", "product", "ops"),),
            "Nobody looks after “Pay”",
            "A step of “Move home”.",
            "Find owners",
        ),
    ],
)
def test_needs_gap_names_steps_not_people(gaps, title, why, act):
    need = only(build.facts(build.row(gaps=gaps)))

    assert (need.title, need.why, need.act) == (title, why, act)
    assert need.url == "/journeys/move-home/#step-9"


def test_needs_gap_says_which_release_will_change_it():
    row = build.row(gaps=(build.gap("Pay", "ops"),))
    coming = build.release("Labels 3.2", TODAY + days(16), row)

    need = only(build.facts(row, releases=(coming,)))

    assert need.why == (
        "A step of “Move home”. “Labels 3.2” changes this journey on 8 December."
    )


def test_needs_gap_is_not_said_again_for_an_orphaned_side():
    row = build.row(ops_owner=GONE, gaps=(build.gap("Pay", "ops"),))

    need = only(build.facts(row))

    assert need.title == "Nobody in ops looks after “Move home”"


@pytest.mark.parametrize(
    ("because", "why"),
    [
        ("days", "Both sides last said so 120 days ago."),
        ("release", "A release has landed on it since both sides last said so."),
    ],
)
@pytest.mark.capability("C02")
def test_needs_stale_map(because, why):
    trust = Trust(TODAY - days(120), 120, is_stale=True, because=because)

    need = only(build.facts(build.row(trust=trust)))

    assert need.title == "Is the map of “Move home” still true?"
    assert need.why == why


def test_needs_come_most_serious_first():
    stale = Trust(TODAY - days(120), 120, is_stale=True, because="days")
    rows = (
        build.row("A map", 1, trust=stale),
        build.row("B gap", 2, gaps=(build.gap("Pay", "ops"),)),
        build.row("C rise", 3),
        build.row("D release", 4),
        build.row("E handover", 5),
        build.row("F draft", 6, state="draft", ops_accepted=False),
        build.row("G orphan", 7, ops_owner=GONE, coverage=Coverage("G", none=1)),
    )
    asked_at = datetime(2026, 11, 3, 12, tzinfo=UTC)

    needs = find_needs(
        build.facts(
            *rows,
            flows={3: build.flow(150, 100), 4: build.flow(131, 100)},
            releases=(build.release("R", ON, rows[3]),),
            handovers=(build.handover(rows[4], OMAR, OLGA, asked_at),),
            acceptances=(build.acceptance(rows[5], OMAR),),
        )
    )

    assert [need.key for need in needs] == [
        "orphan-g-orphan",
        "accept-ops-f-draft",
        "handover-7",
        "rise-d-release",
        "rise-c-rise",
        "gap-ops-b-gap",
        "stale-a-map",
    ]
