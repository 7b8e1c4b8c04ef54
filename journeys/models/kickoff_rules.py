"""What the database itself refuses of a kickoff, whoever writes the row."""

import pgtrigger

sponsor_says_it_alone = pgtrigger.Trigger(
    name="sponsor_says_it_alone",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
IF NEW.sponsor_accepted_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM journeys_sponsoranswer
     WHERE kickoff_id = NEW.id AND sponsor_id = NEW.sponsor_id
       AND answer = 'accepted' AND ended_at IS NULL
) THEN
  RAISE EXCEPTION 'kickoff_sponsor_says_it_alone: the sponsor has not said yes'
    USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (SELECT FROM journeys_initiative
            WHERE id = NEW.initiative_id AND lead_id = NEW.sponsor_id) THEN
  RAISE EXCEPTION 'kickoff_sponsor_is_not_the_lead: both sides are two people'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""A sponsor is accepted by their own answer, and is not who leads the initiative."""
terms_are_the_sponsors = pgtrigger.Trigger(
    name="terms_are_the_sponsors",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__state="scheduled")
    | pgtrigger.Q(new__sponsor_accepted_at__isnull=False),
    declare=[("said", "text[]"), ("was", "text[]")],
    func="""
IF TG_OP = 'UPDATE' AND OLD.state = 'held' THEN
  RETURN NEW;
END IF;
said := ARRAY[NEW.problem, NEW.outcome, NEW.adoption_target, NEW.ops_guardrail];
IF TG_OP = 'UPDATE' THEN
  was := ARRAY[OLD.problem, OLD.outcome, OLD.adoption_target, OLD.ops_guardrail];
  IF said <> was AND NEW.sponsor_accepted_at = OLD.sponsor_accepted_at THEN
    RAISE EXCEPTION 'kickoff_terms_are_the_sponsors: their yes was to other words'
      USING ERRCODE = 'check_violation';
  END IF;
  IF said = was AND NEW.state = OLD.state THEN
    RETURN NEW;
  END IF;
END IF;
IF NEW.state <> 'draft' AND '' = ANY (said) THEN
  RAISE EXCEPTION 'kickoff_says_what_is_needed: something is not said'
    USING ERRCODE = 'check_violation';
END IF;
IF NEW.state = 'held' AND NOT EXISTS (
    SELECT FROM people_person WHERE id = NEW.sponsor_id AND is_active
) THEN
  RAISE EXCEPTION 'kickoff_sponsor_is_here: whoever sponsors it has left'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""A yes counts for the words it was said to; nothing needed is empty from the day that
it is scheduled, and whoever sponsors it is here when it is held."""
what_was_held_stays = pgtrigger.Trigger(
    name="what_was_held_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__state="held"),
    func="""
IF TG_OP = 'UPDATE'
   AND to_jsonb(NEW) - 'thread_id' = to_jsonb(OLD) - 'thread_id' THEN
  RETURN NEW;
END IF;
RAISE EXCEPTION 'kickoff_held_stays: what was agreed in a kickoff stays'
  USING ERRCODE = 'check_violation';
""",
)
"""A kickoff that was held is neither changed nor removed; it can be talked about."""
stage_needs_a_kickoff = pgtrigger.Trigger(
    name="stage_needs_a_kickoff",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
IF NEW.stage NOT IN ('idea', 'stopped') AND NOT EXISTS (
    SELECT FROM journeys_kickoff WHERE initiative_id = NEW.id AND state = 'held'
) THEN
  RAISE EXCEPTION 'initiative_stage_needs_a_kickoff: no kickoff was held'
    USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (SELECT FROM journeys_kickoff
            WHERE initiative_id = NEW.id AND sponsor_id = NEW.lead_id
              AND state <> 'held') THEN
  RAISE EXCEPTION 'initiative_lead_is_not_the_sponsor: both sides are two people'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""Beyond the idea there is a kickoff that was held; its sponsor does not lead it."""
sponsor_answers_stay = pgtrigger.Trigger(
    name="sponsor_answers_stay",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
   OR (NEW.kickoff_id, NEW.sponsor_id, NEW.asked_by_id, NEW.asked_at)
      IS DISTINCT FROM (OLD.kickoff_id, OLD.sponsor_id, OLD.asked_by_id, OLD.asked_at)
   OR EXISTS (SELECT FROM journeys_kickoff
               WHERE id = OLD.kickoff_id AND state = 'held') THEN
  RAISE EXCEPTION 'sponsor_answer_stays: who was asked, and said what, stays'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""An answer that counts no more, or by which a kickoff was held, stays as it was."""
decline_opens_it = pgtrigger.Trigger(
    name="decline_opens_it",
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    operation=pgtrigger.Update,
    func="""
IF NEW.ended_at IS NOT NULL AND EXISTS (
    SELECT FROM journeys_kickoff k
     WHERE k.id = NEW.kickoff_id AND k.sponsor_id = NEW.sponsor_id
       AND NOT EXISTS (SELECT FROM journeys_sponsoranswer a
                        WHERE a.kickoff_id = k.id AND a.sponsor_id = k.sponsor_id
                          AND a.ended_at IS NULL)
) THEN
  RAISE EXCEPTION 'kickoff_decline_opens_it: its sponsor has said no'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
""",
)
"""A kickoff keeps nobody as its sponsor whose answer counts no more."""
