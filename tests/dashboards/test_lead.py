import pytest

from alignment.dashboards.home.facts import Words
from alignment.dashboards.home.lead import lead
from alignment.dashboards.home.verdict import DRAFT, MOVED, ORPHANED

WORDS = Words("product", "ops")
CALM, BETTER, WORSE, FEW = (
    MOVED[each] for each in ("steady", "falling", "rising", "few")
)


@pytest.mark.parametrize(
    ("needs", "verdicts", "said"),
    [
        (0, [], "<strong>Nothing</strong> needs both product and ops."),
        (
            1,
            [CALM],
            (
                "<strong>1 thing</strong> needs both product and ops."
                " 1 journey is steady or better."
            ),
        ),
        (
            3,
            [CALM, BETTER, CALM, CALM, WORSE, ORPHANED],
            (
                "<strong>3 things</strong> need both product and ops."
                " 4 of 6 journeys are steady or better."
            ),
        ),
        (
            2,
            [CALM, WORSE],
            (
                "<strong>2 things</strong> need both product and ops."
                " 1 of 2 journeys is steady or better."
            ),
        ),
        (
            0,
            [CALM, BETTER],
            (
                "<strong>Nothing</strong> needs both product and ops."
                " All 2 journeys are steady or better."
            ),
        ),
        (
            1,
            [WORSE, ORPHANED],
            (
                "<strong>1 thing</strong> needs both product and ops."
                " None of 2 journeys is steady."
            ),
        ),
        (
            1,
            [WORSE],
            (
                "<strong>1 thing</strong> needs both product and ops."
                " 1 journey is not steady."
            ),
        ),
        (
            1,
            [CALM, FEW],
            (
                "<strong>1 thing</strong> needs both product and ops."
                " 1 journey is steady or better."
                " For 1 journey it is too early to tell."
            ),
        ),
        (
            0,
            [FEW, FEW, DRAFT],
            (
                "<strong>Nothing</strong> needs both product and ops."
                " For 2 journeys it is too early to tell."
                " 1 journey is still a draft."
            ),
        ),
        (
            1,
            [ORPHANED, FEW, DRAFT, DRAFT],
            (
                "<strong>1 thing</strong> needs both product and ops."
                " For 1 journey it is too early to tell."
                " 2 journeys are still drafts."
            ),
        ),
    ],
)
def test_lead_counts_needs_and_journeys(needs, verdicts, said):
    assert " ".join(lead(WORDS, needs, verdicts).split()) == said


def test_lead_uses_the_organisations_words_as_text():
    said = lead(Words("<b>Delivery</b>", "Customer Care"), 2, [])

    assert "both &lt;b&gt;Delivery&lt;/b&gt; and Customer Care." in said
