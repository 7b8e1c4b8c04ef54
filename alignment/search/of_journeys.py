"""What of journeys, initiatives and all that hangs on them can be found."""

from alignment.search.links import anchored, at, numbered, shown
from alignment.search.source import Source, lines, marks
from journeys import access

OF_INITIATIVE = "JOIN journeys_initiative i ON i.id = s.initiative_id"
RENAMED = {
    "journeys_initiative": (
        "s.initiative_id = row.id AND row.title IS DISTINCT FROM OLD.title"
    )
}
"""Whatever else of an initiative changes, hundreds of requirements stay as they are."""
FIRST = """s.recurs_at = (SELECT min(first.recurs_at) FROM journeys_meeting first
  WHERE first.series_id = s.series_id)"""
OF_JOURNEYS = (
    Source(
        kind="journey",
        one="Journey",
        word="Journeys",
        icon="route",
        table="journeys_journey",
        seen=access.journeys_to_see,
        url=at("journeys:journey-show"),
        title="s.title",
        text="s.summary",
        key="s.slug",
        place="s.area",
        mark=marks("s.state", draft="Draft", archived="Archived"),
        at="s.created_at",
    ),
    Source(
        kind="step",
        one="Step",
        word="Steps",
        icon="footprints",
        table="journeys_step",
        joins="JOIN journeys_journey j ON j.id = s.journey_id",
        also={"journeys_journey": "s.journey_id = row.id"},
        seen=access.steps_to_see,
        url=anchored("journeys:journey-show", "step-"),
        title="s.name",
        text=lines(
            *("s.customer_does", "s.staff_do", "s.quote", "s.where"),
            "array_to_string(s.systems, ', ')",
        ),
        key="j.slug",
        place="j.title",
        at="j.created_at",
        shown="s.removed_at IS NULL AND j.state <> 'archived'",
    ),
    Source(
        kind="initiative",
        one="Initiative",
        word="Initiatives",
        icon="lightbulb",
        table="journeys_initiative",
        seen=access.initiatives_to_see,
        url=at("journeys:initiative-show"),
        title="s.title",
        text="s.summary",
        key="s.slug",
        mark=marks("s.stage", stopped="Stopped", landed="Landed"),
        at="s.created_at",
    ),
    Source(
        kind="kickoff",
        one="Kickoff",
        word="Kickoffs",
        icon="flag",
        table="journeys_kickoff",
        joins="JOIN journeys_initiative i ON i.id = s.initiative_id",
        also={"journeys_initiative": "s.initiative_id = row.id"},
        seen=access.kickoffs_to_see,
        url=at("journeys:kickoff-show"),
        title="i.title",
        text=lines(
            *("s.problem", "s.outcome", "s.customers", "s.out_of_scope"),
            *("s.adoption_target", "s.ops_guardrail", "s.risks"),
        ),
        key="i.slug",
        at="i.created_at",
        shown="concat(s.problem, s.outcome, s.adoption_target, s.ops_guardrail) <> ''",
    ),
    Source(
        kind="decision",
        one="Decision",
        word="Decisions",
        icon="scale",
        table="journeys_decision",
        joins=OF_INITIATIVE,
        also=RENAMED,
        seen=access.decisions_to_see,
        url=numbered("journeys:decision-show"),
        title="s.question",
        text=lines(
            *("array_to_string(s.options, E'\\n')", "s.effect_on_ops", "s.dissent")
        ),
        place="i.title",
        mark=marks("(s.taken_at IS NOT NULL)", true="Taken"),
        at="s.created_at",
    ),
    Source(
        kind="requirement",
        one="Requirement",
        word="Requirements",
        icon="list-tree",
        table="journeys_requirement",
        joins=OF_INITIATIVE,
        also=RENAMED,
        seen=access.requirements_to_see,
        url=anchored("journeys:requirement-list", "r"),
        text=lines("s.text", 's."group"', "s.key"),
        key="i.slug",
        place="i.title",
        at="s.created_at",
    ),
    Source(
        kind="test",
        one="Test with customers",
        word="Tests with customers",
        icon="flask-conical",
        table="journeys_customertest",
        joins=OF_INITIATIVE,
        also=RENAMED,
        seen=access.customer_tests_to_see,
        url=numbered("journeys:customer-test-show"),
        text=lines("s.hypothesis", "s.measure", "s.learnt"),
        place="i.title",
        mark=marks(
            "s.outcome",
            worked="It worked",
            did_not="It did not work",
            unclear="Unclear",
        ),
        at="s.tested_on::timestamptz",
    ),
    Source(
        kind="meeting",
        one="Meeting",
        word="Meetings",
        icon="calendar-days",
        table="journeys_meeting",
        joins=f"LEFT {OF_INITIATIVE}",
        also=RENAMED,
        seen=access.meetings_to_see,
        url=numbered("journeys:meeting-show"),
        title="s.title",
        text=lines("s.agenda", "s.notes"),
        place="coalesce(i.title, '')",
        mark=marks("(s.cancelled_at IS NOT NULL)", true="Cancelled"),
        at="s.starts_at",
        # Of a series the first, and those that have something of their own to say.
        shown=f"s.series_id IS NULL OR s.notes <> '' OR s.is_changed OR {FIRST}",
    ),
    Source(
        kind="floortime",
        one="Time at the floor",
        word="Time at the floor",
        icon="headphones",
        table="journeys_floortime",
        joins="JOIN people_person p ON p.id = s.person_id",
        also={
            "people_person": (
                "s.person_id = row.id AND row.name IS DISTINCT FROM OLD.name"
            )
        },
        seen=access.floor_times_to_see,
        url=shown("journeys:floor-time-list", "visit"),
        text=lines("s.first_learning", "s.second_learning", "s.third_learning"),
        place="p.name",
        at="s.spent_on::timestamptz",
    ),
    Source(
        kind="insight",
        one="Insight",
        word="Insights",
        icon="megaphone",
        table="journeys_insight",
        joins="JOIN journeys_journey j ON j.id = s.journey_id",
        seen=access.insights_to_see,
        url=numbered("journeys:insight-show"),
        text="s.said",
        place="j.title",
        at="s.told_at",
        shown="s.withdrawn_at IS NULL",
    ),
    Source(
        kind="workaround",
        one="Workaround",
        word="Workarounds",
        icon="hand",
        table="journeys_workaround",
        joins=(
            "JOIN journeys_step p ON p.id = s.step_id"
            " JOIN journeys_journey j ON j.id = p.journey_id"
        ),
        also={
            "journeys_journey": (
                "p.journey_id = row.id AND row.title IS DISTINCT FROM OLD.title"
            )
        },
        seen=access.workarounds_to_see,
        url=numbered("journeys:workaround-show"),
        text=lines("s.what", "array_to_string(s.systems, ', ')", "s.rejected_because"),
        place="j.title",
        mark=marks(
            "s.state",
            proposed="Proposed",
            planned="Fix planned",
            retired="Retired",
            rejected="Not a workaround",
        ),
        at="s.proposed_at",
    ),
    Source(
        kind="release",
        one="Release",
        word="Releases",
        icon="rocket",
        table="journeys_release",
        seen=access.releases_to_see,
        url=at("journeys:release-show"),
        title="s.name",
        text="s.summary",
        key="s.slug",
        at="s.released_on::timestamptz",
    ),
)
