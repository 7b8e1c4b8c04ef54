"""What the database itself refuses of a workaround, whoever writes the row."""

import pgtrigger

workaround_life = pgtrigger.Trigger(
    name="workaround_life",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
IF NEW.state = 'planned' AND NOT EXISTS (
    SELECT FROM journeys_release_journeys touched
      JOIN journeys_step step ON step.journey_id = touched.journey_id
     WHERE touched.release_id = NEW.release_id AND step.id = NEW.step_id
) THEN
  RAISE EXCEPTION 'workaround_fix_is_of_its_journey: the release is of another'
    USING ERRCODE = 'check_violation';
END IF;
IF NEW.accepted_by_id IS NOT NULL AND EXISTS (
    SELECT FROM people_person WHERE id = NEW.accepted_by_id AND role = 'agent'
) AND (TG_OP = 'INSERT' OR OLD.accepted_by_id IS DISTINCT FROM NEW.accepted_by_id) THEN
  RAISE EXCEPTION 'workaround_is_accepted_by_a_member: agents propose'
    USING ERRCODE = 'check_violation';
END IF;
IF NEW.owner_id IS NOT NULL AND EXISTS (
    SELECT FROM people_person WHERE id = NEW.owner_id AND role = 'agent'
) AND (TG_OP = 'INSERT' OR OLD.owner_id IS DISTINCT FROM NEW.owner_id) THEN
  RAISE EXCEPTION 'workaround_owner_is_no_agent: agents own nothing'
    USING ERRCODE = 'check_violation';
END IF;
IF NEW.state = 'retired' THEN
  IF TG_OP = 'INSERT' OR OLD.state NOT IN ('planned', 'retired') THEN
    RAISE EXCEPTION 'workaround_retires_after_its_fix: no fix was planned'
      USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'retired' AND (
      OLD.release_id, OLD.step_id, OLD.retired_on
    ) IS DISTINCT FROM (NEW.release_id, NEW.step_id, NEW.retired_on) THEN
    RAISE EXCEPTION 'workaround_retired_stays: open it again first'
      USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'planned' AND (
    NOT EXISTS (
      SELECT FROM journeys_usereport report
        JOIN people_person person ON person.id = report.person_id
       WHERE report.workaround_id = NEW.id AND person.is_active
    ) OR EXISTS (
      SELECT FROM people_person teller
       WHERE teller.id = NEW.proposed_by_id AND teller.is_active
         AND teller.side = 'ops' AND NOT EXISTS (
           SELECT FROM journeys_usereport
            WHERE workaround_id = NEW.id AND person_id = teller.id)
    ) OR EXISTS (
      SELECT FROM journeys_usereport report
        JOIN people_person person ON person.id = report.person_id
        JOIN journeys_release fix ON fix.id = NEW.release_id
       WHERE report.workaround_id = NEW.id AND person.is_active
         AND (report.times_a_week IS DISTINCT FROM 0
              OR report.answered_on < fix.released_on)
    ) OR EXISTS (
      SELECT FROM journeys_release
       WHERE id = NEW.release_id AND released_on > NEW.retired_on
    )
  ) THEN
    RAISE EXCEPTION 'workaround_retires_at_zero_use: staff have not all said so'
      USING ERRCODE = 'check_violation';
  END IF;
END IF;
RETURN NEW;
""",
)
"""Its fix is of its journey; it retires once all asked who are here do it no more,
whoever told of it among them."""
report_is_of_ops = pgtrigger.Trigger(
    name="report_is_of_ops",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("found", "text")],
    func="""
SELECT state INTO found FROM journeys_workaround
 WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.workaround_id
                 ELSE OLD.workaround_id END FOR SHARE;
IF found = 'retired' THEN
  RAISE EXCEPTION 'workaround_retired_keeps_its_reports: open it again first'
    USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'DELETE' THEN
  RETURN OLD;
END IF;
IF TG_OP = 'UPDATE' AND (OLD.workaround_id, OLD.person_id)
   IS DISTINCT FROM (NEW.workaround_id, NEW.person_id) THEN
  RAISE EXCEPTION 'report_stays_whose_it_is: ask somebody else anew'
    USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'INSERT' AND NOT EXISTS (
    SELECT FROM people_person WHERE id = NEW.person_id AND side = 'ops'
) THEN
  RAISE EXCEPTION 'report_is_of_ops: who uses it works in ops'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""Who uses it works in ops; beside a workaround that is retired nothing is said."""
fix_keeps_its_journey = pgtrigger.Trigger(
    name="fix_keeps_its_journey",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete | pgtrigger.Update,
    func="""
IF EXISTS (
    SELECT FROM journeys_workaround fixed
      JOIN journeys_step step ON step.id = fixed.step_id
     WHERE fixed.state = 'planned' AND fixed.release_id = OLD.release_id
       AND step.journey_id = OLD.journey_id
) THEN
  RAISE EXCEPTION 'release_fix_keeps_its_journey: a workaround waits for it'
    USING ERRCODE = 'check_violation';
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
""",
)
"""A release stays one of the journey whose workaround it is meant to end."""
