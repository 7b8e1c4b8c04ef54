"""What the database itself refuses of a decision, whoever writes the row."""

import pgtrigger

COVERED = (
    *("initiative_id", "question", "options", "choice"),
    *("effect_on_ops", "dissent", "revisit_on"),
)
"""The columns that an approval is of."""
OLD, NEW = (
    f"({', '.join(f'{row}.{name}' for name in COVERED)})" for row in ("OLD", "NEW")
)
STANDS = """jsonb_build_object(
    'decision', kept.id, 'initiative', kept.initiative_id,
    'question', kept.question, 'options', to_jsonb(kept.options),
    'choice', kept.choice, 'effect_on_ops', kept.effect_on_ops,
    'dissent', kept.dissent, 'revisit_on', to_char(kept.revisit_on, 'YYYY-MM-DD'))"""
VOID = "'voided_at' - 'voided_by_id' - 'voided_because'"

taken_when_both_approve = pgtrigger.Trigger(
    name="taken_when_both_approve",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
IF TG_OP = 'INSERT' THEN
  NEW.taken_at := NULL;
ELSIF {OLD} IS DISTINCT FROM {NEW} THEN
  NEW.taken_at := NULL;
ELSE
  SELECT max(at) INTO NEW.taken_at FROM journeys_decisionapproval
   WHERE decision_id = NEW.id AND voided_at IS NULL HAVING count(*) = 2;
END IF;
RETURN NEW;
""",  # noqa: S608 -- constants only
)
"""It is taken while both sides' approvals count; whatever is written says so."""
edit_voids_approvals = pgtrigger.Trigger(
    name="edit_voids_approvals",
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    func=f"""
IF {OLD} IS DISTINCT FROM {NEW} THEN
  UPDATE journeys_decisionapproval
     SET voided_at = GREATEST(at, CASE
           WHEN NEW.edited_at IS DISTINCT FROM OLD.edited_at
           THEN LEAST(NEW.edited_at, clock_timestamp()) ELSE clock_timestamp() END),
         voided_by_id = CASE
           WHEN NEW.edited_at IS DISTINCT FROM OLD.edited_at THEN NEW.edited_by_id END
   WHERE decision_id = NEW.id AND voided_at IS NULL;
END IF;
RETURN NULL;
""",  # noqa: S608 -- constants only
)
"""Whoever changes what was approved voids the approvals, in SQL too."""
approval_is_of_what_stands = pgtrigger.Trigger(
    name="approval_is_of_what_stands",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("kept", "journeys_decision%ROWTYPE")],
    func=f"""
SELECT * INTO kept FROM journeys_decision WHERE id = NEW.decision_id FOR UPDATE;
IF NEW.content::jsonb IS DISTINCT FROM {STANDS}
   OR NEW.digest <> encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex') THEN
  RAISE EXCEPTION 'decision_approval_is_of_what_stands: it says something else now'
    USING ERRCODE = 'check_violation';
END IF;
IF kept.choice IS NULL THEN
  RAISE EXCEPTION 'decision_approval_needs_a_choice: nothing is chosen'
    USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT FROM people_person
                WHERE id = NEW.by_id AND owns_for = NEW.side AND is_active) THEN
  RAISE EXCEPTION 'decision_approval_is_of_their_side: approve for your own side'
    USING ERRCODE = 'check_violation';
END IF;
IF NEW.voided_at IS NOT NULL THEN
  RAISE EXCEPTION 'decision_approval_begins_live: it is voided by an edit'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",  # noqa: S608 -- constants only
)
"""An approval holds what the decision says, under its digest, from that side."""
approval_counts_at_once = pgtrigger.Trigger(
    name="approval_counts_at_once",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
UPDATE journeys_decision SET taken_at = taken_at WHERE id = NEW.decision_id;
RETURN NULL;
""",
)
"""Given or voided, an approval says anew whether the decision is taken."""
approval_stays = pgtrigger.Trigger(
    name="approval_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND OLD.voided_at IS NULL
   AND to_jsonb(NEW) - {VOID} = to_jsonb(OLD) - {VOID} THEN
  RETURN NEW;
END IF;
RAISE EXCEPTION 'decision_approval_stays: an approval is voided, never changed'
  USING ERRCODE = 'check_violation';
""",
)
"""An approval is only ever voided, and only by an edit or by its withdrawal."""
withdrawal_voids = pgtrigger.Trigger(
    name="withdrawal_voids",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    func="""
UPDATE journeys_decisionapproval
   SET voided_at = GREATEST(at, LEAST(NEW.at, clock_timestamp())),
       voided_by_id = by_id, voided_because = NEW.reason
 WHERE id = NEW.approval_id AND voided_at IS NULL;
IF NOT FOUND THEN
  RAISE EXCEPTION 'decision_withdrawal_is_of_a_live_one: it is void already'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
""",
)
withdrawal_stays = pgtrigger.Trigger(
    name="withdrawal_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
RAISE EXCEPTION 'decision_withdrawal_stays: what was said is not changed'
  USING ERRCODE = 'check_violation';
""",
)
