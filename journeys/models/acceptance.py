"""An owner's answer is theirs alone, also where rows are written past the models."""

import pgtrigger

SWAPPED = """
  (NEW.{side}_owner_id <> OLD.{side}_owner_id AND (
    NEW.{side}_accepted_at = OLD.{side}_accepted_at
    OR (NEW.{side}_declined <> '' AND NEW.{side}_declined = OLD.{side}_declined)))
"""

answer_is_the_owners = pgtrigger.Trigger(
    name="answer_is_the_owners",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
        "product_owner_id", "ops_owner_id"
    ),
    func=f"""
IF {SWAPPED.format(side="product")} OR {SWAPPED.format(side="ops")} THEN
  RAISE EXCEPTION 'journey_answer_is_the_owners: another owner answers anew'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)
"""Refuses another owner beside the acceptance, or the refusal, of the one before."""
