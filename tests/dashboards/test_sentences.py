"""The other sentences of Home, in every form they take."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from alignment.dashboards.home.asked import asked_of
from alignment.dashboards.home.choice import Choice
from alignment.dashboards.home.coming import read_coming, touches, when
from alignment.dashboards.home.figures import silence_notes
from alignment.dashboards.home.needs import find_needs
from alignment.dashboards.home.rows import trust_words
from alignment.dashboards.home.short import read_short
from alignment.dashboards.home.trend import read_trend
from alignment.people.models import Person
from journeys.queries.overview import Trust
from kpis.queries.pulse import InForce
from kpis.queries.standing import Standing
from tests.dashboards import build
from tests.dashboards.build import GONE, OLGA, OMAR, ON, PETRA, TODAY, days

ASKED_AT = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "Today"),
        (1, "Tomorrow"),
        (16, "In 16 days"),
        (-1, "Yesterday"),
        (-9, "9 days ago"),
    ],
)
def test_coming_when(number, said):
    assert when(number) == said


def test_coming_touches_names_journeys_or_says_there_is_none():
    rows = [build.row(title) for title in ("A", "B", "C", "D")]

    assert touches(build.release("R", ON)) == "No journey named yet."
    assert touches(build.release("R", ON, rows[0])) == "Touches A."
    assert touches(build.release("R", ON, *rows)) == "Touches A, B and 2 others."


@pytest.mark.parametrize(
    ("ahead", "shown", "words"),
    [(3, 3, None), (4, 3, "and 1 more release"), (5, 3, "and 2 more releases")],
)
def test_coming_shows_three_and_counts_the_rest(ahead, shown, words):
    releases = tuple(build.release("R", TODAY + days(n + 1)) for n in range(ahead))

    coming = read_coming(build.facts(releases=releases))

    assert len(coming.coming) == shown
    assert (coming.more_words if coming.more else None) == words


@pytest.mark.parametrize(
    ("now", "before", "heading", "sentence"),
    [
        (
            131,
            100,
            "Move home: contacts are up 31%",
            (
                "91.7 contacts per 1,000 customers a week in the last 4 weeks,"
                " 70.0 in the 4 weeks before."
            ),
        ),
        (
            80,
            100,
            "Move home: contacts are down 20%",
            (
                "56.0 contacts per 1,000 customers a week in the last 4 weeks,"
                " 70.0 in the 4 weeks before."
            ),
        ),
        (
            100,
            100,
            "Move home: contacts are steady",
            (
                "70.0 contacts per 1,000 customers a week in the last 4 weeks,"
                " 70.0 in the 4 weeks before."
            ),
        ),
        (
            0,
            0,
            "Move home: too few contacts to tell",
            (
                "0.0 contacts per 1,000 customers a week in the last 4 weeks,"
                " 0.0 in the 4 weeks before."
            ),
        ),
    ],
)
def test_trend_says_its_finding(now, before, heading, sentence):
    trend = read_trend(
        build.facts(
            build.row(),
            flows={1: build.flow(now, before)},
            stood=build.standing(10_000, 10_000, 9_000),
        )
    )

    assert trend.chart.heading == heading
    assert trend.chart.sentence == sentence


def test_trend_says_the_target_and_that_customers_are_unknown():
    row, flows = build.row(), {1: build.flow(100, 100)}
    target = InForce(1, "contact-rate", Decimal("70.50"))

    known = read_trend(
        build.facts(
            row,
            flows=flows,
            targets=(target,),
            stood=build.standing(10_000, 10_000, 9_000),
        )
    )
    unknown = read_trend(build.facts(row, flows=flows))

    assert known.chart.sentence.endswith("Target: at most 70.5.")
    assert known.chart.target is not None
    assert unknown.chart.sentence == (
        "We do not know yet how many customers there are."
    )


@pytest.mark.capability("C21")
def test_trend_is_of_the_journey_that_rises_the_most():
    rows = (build.row("A", 1), build.row("B", 2), build.row("C", 3))
    flows = {
        1: build.flow(500, 500),
        2: build.flow(131, 100),
        3: build.flow(150, 100),
    }

    assert read_trend(build.facts(*rows, flows=flows)).chart.heading == (
        "C: contacts are up 50%"
    )
    chosen = build.facts(*rows, flows=flows, choice=Choice(journey="b"))
    assert read_trend(chosen).chart.heading == "B: contacts are up 31%"


def test_short_has_a_number_a_sentence():
    facts = build.facts(
        build.row("A", 1),
        build.row("B", 2, ops_owner=GONE),
        flows={1: build.flow(100, 100)},
        stood=build.standing(10_000, 10_000, 9_321),
        choice=Choice(weeks=4),
    )

    assert [(one.number, one.sentence) for one in read_short(facts)] == [
        ("1 of 2", "journeys have an owner on both sides who said yes to it."),
        ("8 of 8", "steps are looked after by both sides."),
        ("93.2%", "of customers needed no contact in 3 months (no change in 4 weeks)."),
        (
            "70.0",
            (
                "contacts for every 1,000 customers a week (no change against the 4"
                " weeks before)."
            ),
        ),
    ]


def test_short_says_which_journey_and_channel_it_is_of():
    facts = build.facts(
        build.row("A", 1),
        build.row("B", 2),
        flows={1: build.flow(100, 100), 2: build.flow(300, 300)},
        stood=build.standing(10_000, 10_000, 9_321),
        choice=Choice(weeks=4, journey="a", channel=2),
    )

    assert [one.sentence for one in read_short(facts)[2:]] == [
        ("of customers of “A” needed no contact in 3 months (no change in 4 weeks)."),
        (
            "chats for every 1,000 customers of “A” a week (no change against the 4"
            " weeks before)."
        ),
    ]
    assert read_short(facts)[3].number == "70.0"


def test_short_leaves_out_what_has_no_number():
    assert read_short(build.facts()) == ()


def test_silence_notes_say_how_sure_and_who_left():
    standing = Standing(ON, 100, 90, 80, 100)

    assert silence_notes(standing) == (
        "Between 80.7% and 93.9% with 95% certainty.",
        "90.0% of the customers of 3 months ago are still here.",
    )
    assert silence_notes(Standing(ON, 0, 0, 0, 0)) == ()


@pytest.mark.parametrize(
    ("trust", "is_live", "said"),
    [
        (Trust(TODAY, 0, is_stale=False, because=""), True, "Today"),
        (Trust(TODAY - days(1), 1, is_stale=False, because=""), True, "1 day ago"),
        (Trust(TODAY - days(9), 9, is_stale=False, because=""), True, "9 days ago"),
        (
            Trust(TODAY - days(9), 9, is_stale=True, because="release"),
            True,
            "Not since a release",
        ),
        (Trust(None, None, is_stale=False, because=""), False, "Not live yet"),
        (
            Trust(TODAY, 0, is_stale=False, because="", is_confirmed=False),
            True,
            "Not yet",
        ),
    ],
)
def test_rows_say_when_the_map_was_called_true(trust, is_live, said):
    assert trust_words(trust, is_live=is_live) == said


def viewer(keeper):
    return Person(pk=keeper.pk, side=keeper.side)


def test_asked_puts_ones_own_first_within_a_kind_and_never_offers_a_talk_with_oneself():
    rows = [
        build.row(title, n, state="draft", ops_accepted=False)
        for n, title in enumerate(("A", "B"), 1)
    ]
    pending = (build.acceptance(rows[0], OLGA), build.acceptance(rows[1], OMAR))
    needs = find_needs(build.facts(*rows, acceptances=pending))

    mine = asked_of(viewer(OMAR), needs)

    assert [one.title for one in mine.first] == [
        "Will you look after “B” for ops?",
        "“A” waits for Olga Stein",
    ]
    assert [one.is_mine for one in mine.first] == [True, False]
    assert [one.talk_to for one in mine.first] == [None, PETRA]


@pytest.mark.parametrize(
    ("count", "words"),
    [(6, "Show 1 more thing"), (7, "Show 2 more things")],
)
def test_asked_shows_five_and_counts_the_rest(count, words):
    rows = [
        build.row(f"J{n}", n, gaps=(build.gap("Pay", "ops"),)) for n in range(count)
    ]

    asked = asked_of(viewer(PETRA), find_needs(build.facts(*rows)))

    assert len(asked.first) == 5
    assert asked.more_words == words


def test_asked_of_nothing_is_calm():
    assert asked_of(viewer(PETRA), ()).calm == (
        "Nothing waits. A good day to ask what the other side has heard."
    )
