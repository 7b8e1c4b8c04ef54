"""A company's worth of rows, like those of the demo, noun by noun and in SQL."""

from typing import LiteralString

import psycopg

MANY = {
    "initiatives": 500,
    "kickoffs": 500,
    "insights": 50_000,
    "answers": 25_000,
    "answered": 25_000,
    "actions": 20_000,
    "series": 100,
    "meetings": 5_000,
    "attendances": 25_000,
    "decisions": 2_000,
    "approvals": 4_000,
    "workarounds": 500,
    "reports": 2_000,
    "requirements": 700,
    "threads": 3_000,
    "comments": 30_000,
    "notifications": 20_000,
}
"""In the order in which they are made: what they need stands above them."""
COMMON = "parcel"
"""A word of one text in fifty; `number` stands in all of them. There are some hundred
others, as in any language: with fewer PostgreSQL guesses at beginnings of words."""


def fill(database: str, share: float, *, viewer: int) -> None:
    """Rows up to that share of the many; what is told is told to the viewer.

    Every trigger does its work: histories, the register and the search fill as well.
    """
    known = {"viewer": viewer, "told": f" {COMMON}"}
    with psycopg.connect(database, autocommit=True) as session:
        for noun, count in MANY.items():
            wanted = {"wanted": int(count * share)}
            session.execute(PEOPLE + ROWS[noun], known | wanted)
        session.execute("VACUUM ANALYZE")  # else the database does while we measure


PEOPLE: LiteralString = """
WITH everybody AS (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS many
                     FROM people_person WHERE is_active),
     floor AS (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS many
                 FROM people_person WHERE is_active AND side = 'ops'),
     desk AS (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS many
                FROM people_person WHERE is_active AND role <> 'agent'),
     plans AS (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS many
                 FROM journeys_initiative),
     maps AS (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS many
                FROM journeys_journey WHERE state <> 'archived'),
     parts AS (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS many,
                      array_agg(journey_id ORDER BY id) AS maps
                 FROM journeys_step WHERE removed_at IS NULL)
"""
ROWS: dict[str, LiteralString] = {
    "initiatives": """
, first AS (SELECT * FROM journeys_initiative WHERE stage = 'idea'
             ORDER BY id LIMIT 1),
  made AS (
  INSERT INTO journeys_initiative
         (title, slug, summary, lead_id, stage, stage_at, stopped_because, created_at,
          created_by_id)
  SELECT title || ' ' || n, slug || '-' || n, summary, lead_id, stage, stage_at,
         stopped_because, created_at - n * interval '1 hour', created_by_id
    FROM first, generate_series((SELECT count(*) FROM journeys_initiative) + 1,
                                %(wanted)s) AS n
  RETURNING id)
INSERT INTO journeys_initiativejourney (initiative_id, journey_id)
SELECT id, maps.ids[(id + k) %% many + 1] FROM made, maps, generate_series(0, 1) AS k
""",
    "kickoffs": """
INSERT INTO journeys_kickoff
       (initiative_id, state, problem, outcome, customers, out_of_scope,
        adoption_target, ops_guardrail, risks)
SELECT id, 'draft', 'They call twice, number ' || id, 'They call once', '', '', '', '',
       ''
  FROM journeys_initiative
 WHERE %(wanted)s > 0 AND id NOT IN (SELECT initiative_id FROM journeys_kickoff)
""",
    "insights": """
INSERT INTO journeys_insight
       (key, said, journey_id, step_id, severity, told_by_id, told_at, wants_mail,
        initiative_id, linked_at)
SELECT gen_random_uuid(),
       'Where is it, number ' || n || ', word' || n %% 400
           || CASE WHEN n %% 50 = 0 THEN %(told)s ELSE '' END,
       parts.maps[n %% parts.many + 1], parts.ids[n %% parts.many + 1], n %% 3 + 1,
       everybody.ids[n %% everybody.many + 1], now() - n * interval '10 minutes', false,
       CASE WHEN n %% 50 = 1 THEN plans.ids[n / 50 %% plans.many + 1] END,
       CASE WHEN n %% 50 = 1 THEN now() END
  FROM everybody, parts, plans,
       generate_series((SELECT count(*) FROM journeys_insight) + 1, %(wanted)s) AS n
""",
    "answers": """
INSERT INTO journeys_insightanswer (insight_id, words, by_id, at)
SELECT id, 'We look into it', told_by_id, now()
  FROM journeys_insight
 WHERE id %% 2 = 0 AND id NOT IN (SELECT insight_id FROM journeys_insightanswer)
 LIMIT greatest(
   %(wanted)s - (SELECT count(*) FROM journeys_insightanswer)::integer, 0)
""",
    "answered": """
UPDATE journeys_insight SET answered_at = now()
 WHERE %(wanted)s > 0 AND answered_at IS NULL
   AND id IN (SELECT insight_id FROM journeys_insightanswer)
""",
    "actions": """
INSERT INTO actions_action
       (title, effect, owner_id, due_on, first_due_on, source_words, source_url,
        carried, outcome, outcome_words, closed_at, closed_by_id, created_at,
        created_by_id)
SELECT 'Do it, number ' || n || CASE WHEN n %% 50 = 0 THEN %(told)s ELSE '' END, '',
       owner, due, due, title, '/journeys/' || slug || '/', 0, outcome, '',
       CASE WHEN outcome = '' THEN NULL ELSE now() END,
       CASE WHEN outcome = '' THEN NULL ELSE owner END, now(), owner
  FROM everybody, maps,
       generate_series((SELECT count(*) FROM actions_action) + 1, %(wanted)s) AS n
  CROSS JOIN LATERAL (SELECT title, slug FROM journeys_journey
                       WHERE id = maps.ids[n %% maps.many + 1]) AS journey
  CROSS JOIN LATERAL (SELECT everybody.ids[n %% everybody.many + 1] AS owner,
                             current_date + (n %% 90)::integer - 20 AS due,
                             CASE WHEN n %% 3 = 0 THEN 'done' ELSE '' END
                               AS outcome) AS made
""",
    "series": """
, made AS (
  INSERT INTO journeys_meetingseries
         (title, kind, minutes, place, agenda, organised_by_id, uid, sequence, repeat,
          starts_on, starts_time, zone, until_on, made_until_on, changed_at, created_at)
  SELECT 'Stand-up, number ' || n, 'standup', 30, 'Room 4', '',
         desk.ids[n %% desk.many + 1], gen_random_uuid(), 0, 'weekly',
         current_date - 180, '10:00', 'UTC', current_date + 90, current_date + 90,
         now(), now()
    FROM desk, generate_series((SELECT count(*) FROM journeys_meetingseries) + 1,
                               %(wanted)s) AS n
  RETURNING id)
INSERT INTO journeys_meetingseries_people (meetingseries_id, person_id)
SELECT id, everybody.ids[(id * 5 + k) %% many + 1]
  FROM made, everybody, generate_series(0, 4) AS k
""",
    "meetings": """
, runs AS (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS many
             FROM journeys_meetingseries),
  made AS (
  INSERT INTO journeys_meeting
         (title, kind, initiative_id, minutes, place, agenda, organised_by_id, uid,
          sequence, series_id, recurs_at, is_changed, starts_at, notes, changed_at,
          created_at, created_by_id, cancelled_because)
  SELECT 'Talk, number ' || n, 'review', CASE WHEN n %% 2 = 0 THEN plan END, 30,
         'Room 4', 'What to do, number ' || n, who, gen_random_uuid(), 0, run,
         CASE WHEN run IS NULL THEN NULL ELSE moment END, false, moment, '', now(),
         now(), who, ''
    FROM desk, plans, runs,
         generate_series((SELECT count(*) FROM journeys_meeting) + 1, %(wanted)s) AS n
    CROSS JOIN LATERAL (SELECT desk.ids[n %% desk.many + 1] AS who,
           plans.ids[n %% plans.many + 1] AS plan,
           CASE WHEN n %% 2 = 1 THEN runs.ids[n / 2 %% runs.many + 1] END AS run,
           now() + interval '60 days' - n * interval '6 hours' AS moment) AS of
  RETURNING id)
INSERT INTO journeys_meeting_journeys (meeting_id, journey_id)
SELECT id, maps.ids[id %% many + 1] FROM made, maps
""",
    "attendances": """
INSERT INTO journeys_attendance
       (meeting_id, person_id, side, is_invited, came, noted_at, noted_by_id)
SELECT held.id, everybody.ids[(held.id * 3 + k * 7) %% many + 1], 'ops', true,
       CASE WHEN is_over THEN (held.id + k) %% 5 > 0 END,
       CASE WHEN is_over THEN now() END,
       CASE WHEN is_over THEN organised_by_id END
  FROM everybody, (SELECT *, starts_at < now() AND id %% 10 > 0 AS is_over
                     FROM journeys_meeting WHERE cancelled_at IS NULL) AS held,
       generate_series(0, 4) AS k
 WHERE %(wanted)s > 0 AND NOT EXISTS
       (SELECT FROM journeys_attendance WHERE meeting_id = held.id)
ON CONFLICT DO NOTHING
""",
    "decisions": """
INSERT INTO journeys_decision
       (initiative_id, question, options, choice, effect_on_ops, dissent, revisit_on,
        created_at, created_by_id)
SELECT plans.ids[n %% plans.many + 1], 'Which one, number ' || n,
       ARRAY['This one', 'That one'], 1, 'Fewer calls', '',
       current_date + (n %% 200)::integer - 30, now() - n * interval '3 hours',
       desk.ids[n %% desk.many + 1]
  FROM desk, plans,
       generate_series((SELECT count(*) FROM journeys_decision) + 1, %(wanted)s) AS n
""",
    "approvals": """
INSERT INTO journeys_decisionapproval
       (decision_id, side, by_id, at, content, digest, voided_because)
SELECT it.id, person.side, person.id, it.created_at, said,
       encode(sha256(convert_to(said, 'UTF8')), 'hex'), ''
  FROM journeys_decision AS it
  CROSS JOIN LATERAL (SELECT jsonb_build_object(
       'decision', id, 'initiative', initiative_id, 'question', question,
       'options', to_jsonb(options), 'choice', choice, 'effect_on_ops', effect_on_ops,
       'dissent', dissent, 'revisit_on', to_char(revisit_on, 'YYYY-MM-DD'))::text
       AS said) AS content
  CROSS JOIN (SELECT DISTINCT ON (side) id, side FROM people_person
               WHERE is_active AND owns_for = side ORDER BY side, id) AS person
 WHERE %(wanted)s > 0 AND question LIKE '%%, number %%'
   AND it.id %% 4 <> CASE person.side WHEN 'ops' THEN 0 ELSE 1 END
   AND NOT EXISTS (SELECT FROM journeys_decisionapproval WHERE decision_id = it.id)
""",
    "workarounds": """
INSERT INTO journeys_workaround
       (key, what, step_id, systems, people_count, times_a_week, minutes_each,
        error_percent, fix_minutes, state, proposed_by_id, proposed_at, accepted_by_id,
        accepted_at, owner_id, rejected_because)
SELECT gen_random_uuid(), 'Type it anew, number ' || n,
       parts.ids[n %% parts.many + 1], '{}', 4, 10, 5, 2, 10,
       CASE WHEN is_new THEN 'proposed' ELSE 'accepted' END,
       floor.ids[n %% floor.many + 1], now() - n * interval '9 hours',
       CASE WHEN is_new THEN NULL ELSE who END, CASE WHEN is_new THEN NULL ELSE now()
       END, CASE WHEN is_new THEN NULL ELSE who END, ''
  FROM floor, desk, parts,
       generate_series((SELECT count(*) FROM journeys_workaround) + 1, %(wanted)s) AS n
  CROSS JOIN LATERAL (SELECT n %% 4 = 0 AS is_new,
                             desk.ids[n %% desk.many + 1] AS who) AS of
""",
    "reports": """
INSERT INTO journeys_usereport
       (workaround_id, person_id, asked_by_id, asked_at, times_a_week, answered_on)
SELECT it.id, floor.ids[(it.id + k * 3) %% many + 1], owner_id, now(),
       CASE WHEN k > 0 THEN k END, CASE WHEN k > 0 THEN current_date END
  FROM floor, journeys_workaround AS it, generate_series(0, 3) AS k
 WHERE %(wanted)s > 0 AND state = 'accepted' AND owner_id IS NOT NULL AND NOT EXISTS
       (SELECT FROM journeys_usereport WHERE workaround_id = it.id)
ON CONFLICT DO NOTHING
""",
    "requirements": """
INSERT INTO journeys_requirement
       (initiative_id, text, "group", key, size, position, created_at, created_by_id)
SELECT of.id, 'It shall do it, number ' || n, 'Part ' || n %% 12, 'K-' || n, 'M',
       n, now(), of.lead_id
  FROM (SELECT id, lead_id FROM journeys_initiative ORDER BY id LIMIT 1) AS of
  CROSS JOIN LATERAL generate_series((SELECT count(*) FROM journeys_requirement
                        WHERE initiative_id = of.id) + 1, %(wanted)s) AS n
ON CONFLICT DO NOTHING
""",
    "threads": """
, made AS (
  INSERT INTO actions_thread (about_words, about_url, began_at, outcome)
  SELECT 'Do it, number ' || n, '/actions/' || id || '/', now(), ''
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n
            FROM actions_action WHERE thread_id IS NULL) AS free
   WHERE n <= %(wanted)s - (SELECT count(*) FROM actions_thread)
  RETURNING id, about_url),
  tied AS (
  UPDATE actions_action SET thread_id = made.id FROM made
   WHERE '/actions/' || actions_action.id || '/' = about_url)
INSERT INTO actions_threadperson (thread_id, person_id, talked)
SELECT id, everybody.ids[(id + k) %% many + 1], false
  FROM made, everybody, generate_series(0, 2) AS k
""",
    "comments": """
, made AS (
  INSERT INTO actions_comment (key, thread_id, words, by_id, at)
  SELECT gen_random_uuid(), talk.id, 'As I see it, number ' || k,
         everybody.ids[(talk.id + k %% 3) %% many + 1], now() - k * interval '1 hour'
    FROM everybody, actions_thread AS talk, generate_series(0, 9) AS k
   WHERE %(wanted)s > 0 AND closed_at IS NULL AND about_words LIKE '%%, number %%'
     AND NOT EXISTS (SELECT FROM actions_comment WHERE thread_id = talk.id)
  RETURNING id)
INSERT INTO actions_comment_named (comment_id, person_id)
SELECT id, everybody.ids[id %% many + 1] FROM made, everybody WHERE id %% 5 = 0
""",
    "notifications": """
INSERT INTO actions_notification
       (person_id, kind, key, words, detail, url, by_id, at, channel, seen_at)
SELECT %(viewer)s, 'action-given', 'told-' || n, 'Somebody gives you one, number ' || n,
       '', '/actions/', NULL, now() - n * interval '1 minute', 'app',
       CASE WHEN n %% 2 = 0 THEN now() END
  FROM generate_series((SELECT count(*) FROM actions_notification
                         WHERE person_id = %(viewer)s) + 1, %(wanted)s) AS n
ON CONFLICT DO NOTHING
""",
}
