"""What the database itself refuses of an insight, whoever writes the row."""

import pgtrigger

what_was_told_stays = pgtrigger.Trigger(
    name="what_was_told_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange(
        "key", "said", "journey", "step", "severity", "told_by", "told_at"
    ),
    func="""
RAISE EXCEPTION 'insight_stays: what was told stays as it was told'
  USING ERRCODE = 'check_violation';
""",
)
"""The words are the customer's: nobody rewrites them."""
told_is_told = pgtrigger.Trigger(
    name="told_is_told",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
IF TG_OP = 'DELETE' THEN
  RAISE EXCEPTION 'insight_is_not_removed: it is taken back by who told it'
    USING ERRCODE = 'check_violation';
END IF;
IF NEW.answered_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM journeys_insightanswer WHERE insight_id = NEW.id
) THEN
  RAISE EXCEPTION 'insight_answered_has_an_answer: nobody has said what becomes of it'
    USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'UPDATE' AND NEW.answered_at IS DISTINCT FROM OLD.answered_at
   AND OLD.answered_at IS NOT NULL THEN
  RAISE EXCEPTION 'insight_answered_stays: somebody has answered it'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""An insight stays, and is answered once somebody has answered it."""
step_is_of_its_journey = pgtrigger.Trigger(
    name="step_is_of_its_journey",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__step__isnull=False),
    func="""
IF NOT EXISTS (SELECT FROM journeys_step
                WHERE id = NEW.step_id AND journey_id = NEW.journey_id) THEN
  RAISE EXCEPTION 'insight_step_is_of_its_journey: the step is of another journey'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
answers_stay = pgtrigger.Trigger(
    name="answers_stay",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
RAISE EXCEPTION 'insight_answer_stays: an answer is neither changed nor removed'
  USING ERRCODE = 'check_violation';
""",
)
"""Whoever told it has read the answer."""
