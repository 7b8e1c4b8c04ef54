"""Everything that can be found, in the order in which kinds are shown."""

from alignment.actions import access as actions
from alignment.people import access as people
from alignment.search.links import at, listed, numbered
from alignment.search.of_journeys import OF_JOURNEYS
from alignment.search.source import Source, lines, marks, values
from kpis import access as kpis
from kpis.queries.metric import METRICS

STANDS = "c.thread_id = s.id AND c.withdrawn_at IS NULL"
SAID = f"""(SELECT string_agg(c.words, E'\\n' ORDER BY c.at DESC, c.id DESC)
  FROM actions_comment c WHERE {STANDS})"""  # noqa: S608 -- constants only
SOURCES = (
    *OF_JOURNEYS,
    Source(
        kind="action",
        one="Action",
        word="Actions",
        icon="list-checks",
        table="actions_action",
        seen=actions.actions_to_see,
        url=numbered("actions:action-show"),
        title="s.title",
        text=lines("s.effect", "s.outcome_words"),
        place="s.source_words",
        mark=marks("s.outcome", done="Done", dropped="Not needed"),
        at="s.created_at",
    ),
    Source(
        kind="talk",
        one="Talk",
        word="Talks",
        icon="message-circle",
        table="actions_thread",
        also={"actions_comment": "s.id = row.thread_id"},
        seen=actions.threads_to_see,
        url=numbered("actions:thread-show"),
        text=lines("s.outcome", SAID),
        place="s.about_words",
        mark=marks("(s.closed_at IS NOT NULL)", true="They talked"),
        at="s.began_at",
        shown=f"EXISTS (SELECT FROM actions_comment c WHERE {STANDS})",
    ),
    Source(
        kind="person",
        one="Person",
        word="People",
        icon="user",
        table="people_person",
        seen=people.people_to_see,
        url=numbered("people:person-show"),
        title="s.name",
        text="s.email",
        place="s.title",
        mark=marks("s.is_active", false="Left"),
        at="s.joined_at",
    ),
    Source(
        kind="team",
        one="Team",
        word="Teams",
        icon="users",
        table="people_team",
        seen=people.teams_to_see,
        url=at("people:team-show"),
        title="s.name",
        key="s.slug",
    ),
    Source(
        kind="reason",
        one="Contact reason",
        word="Contact reasons",
        icon="tags",
        table="kpis_reason",
        joins=(
            "JOIN kpis_source o ON o.id = s.source_id"
            " LEFT JOIN journeys_journey j ON j.id = s.journey_id"
        ),
        also={"kpis_source": "s.source_id = row.id"},
        seen=kpis.reasons_to_see,
        url=listed("kpis:reason-list"),
        title="s.label",
        key="s.label",
        place="concat_ws(', ', o.name, j.title)",
        mark=marks("s.demand", value="Value demand", failure="Failure demand"),
        shown="s.label <> ''",
    ),
    Source(
        kind="kpi",
        one="KPI",
        word="KPIs",
        icon="chart-line",
        table=values((one.slug, one.name, one.formula) for one in METRICS),
        url=at("kpis:kpi-show"),
        title="s.title",
        text="s.text",
        key="s.key",
    ),
)
BY_KIND = {source.kind: source for source in SOURCES}
