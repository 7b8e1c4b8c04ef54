"""Owners, and who is asked to become one, may own things for that side.

They are on it and no agents, as long as it matters: a removed step and an answered
handover hold nobody to a side. Rows from before this rule that break it stay as they
are, until somebody hands over; then only new ones are refused.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE journeys_journey
  DROP CONSTRAINT journey_product_owner_is_of_product,
  DROP CONSTRAINT journey_ops_owner_is_of_ops,
  ADD CONSTRAINT journey_product_owner_is_of_product
    FOREIGN KEY (product_owner_id, product_side)
    REFERENCES people_person (id, owns_for) NOT VALID,
  ADD CONSTRAINT journey_ops_owner_is_of_ops
    FOREIGN KEY (ops_owner_id, ops_side)
    REFERENCES people_person (id, owns_for) NOT VALID;
ALTER TABLE journeys_step
  DROP COLUMN product_side CASCADE,
  DROP COLUMN ops_side CASCADE;
ALTER TABLE journeys_step
  ADD COLUMN product_side varchar(7)
    GENERATED ALWAYS AS (CASE WHEN removed_at IS NULL THEN 'product' END) STORED,
  ADD COLUMN ops_side varchar(7)
    GENERATED ALWAYS AS (CASE WHEN removed_at IS NULL THEN 'ops' END) STORED,
  ADD CONSTRAINT step_product_owner_is_of_product
    FOREIGN KEY (product_owner_id, product_side)
    REFERENCES people_person (id, owns_for) NOT VALID,
  ADD CONSTRAINT step_ops_owner_is_of_ops
    FOREIGN KEY (ops_owner_id, ops_side)
    REFERENCES people_person (id, owns_for) NOT VALID;
ALTER TABLE journeys_handover
  DROP CONSTRAINT handover_giver_is_of_its_side,
  DROP CONSTRAINT handover_receiver_is_of_its_side,
  ADD COLUMN open_side varchar(7)
    GENERATED ALWAYS AS (CASE WHEN answer = '' THEN side END) STORED,
  ADD CONSTRAINT handover_giver_is_of_its_side
    FOREIGN KEY (giver_id, open_side)
    REFERENCES people_person (id, owns_for) NOT VALID,
  ADD CONSTRAINT handover_receiver_is_of_its_side
    FOREIGN KEY (receiver_id, open_side)
    REFERENCES people_person (id, owns_for) NOT VALID;
"""
VALIDATE = """
DO $$
DECLARE made record;
BEGIN
  FOR made IN
    SELECT conrelid::regclass AS of, conname FROM pg_constraint
    WHERE confrelid = 'people_person'::regclass AND NOT convalidated
  LOOP
    BEGIN
      EXECUTE format('ALTER TABLE %s VALIDATE CONSTRAINT %I', made.of, made.conname);
    EXCEPTION WHEN foreign_key_violation THEN
      RAISE NOTICE '% does not hold for rows from before', made.conname;
    END;
  END LOOP;
END $$;
"""
BACKWARD = """
ALTER TABLE journeys_handover
  DROP COLUMN open_side CASCADE,
  ADD CONSTRAINT handover_giver_is_of_its_side
    FOREIGN KEY (giver_id, side) REFERENCES people_person (id, side) NOT VALID,
  ADD CONSTRAINT handover_receiver_is_of_its_side
    FOREIGN KEY (receiver_id, side) REFERENCES people_person (id, side) NOT VALID;
ALTER TABLE journeys_step
  DROP COLUMN product_side CASCADE,
  DROP COLUMN ops_side CASCADE;
ALTER TABLE journeys_step
  ADD COLUMN product_side varchar(7) GENERATED ALWAYS AS ('product') STORED,
  ADD COLUMN ops_side varchar(7) GENERATED ALWAYS AS ('ops') STORED,
  ADD CONSTRAINT step_product_owner_is_of_product
    FOREIGN KEY (product_owner_id, product_side)
    REFERENCES people_person (id, side) NOT VALID,
  ADD CONSTRAINT step_ops_owner_is_of_ops
    FOREIGN KEY (ops_owner_id, ops_side)
    REFERENCES people_person (id, side) NOT VALID;
ALTER TABLE journeys_journey
  DROP CONSTRAINT journey_product_owner_is_of_product,
  DROP CONSTRAINT journey_ops_owner_is_of_ops,
  ADD CONSTRAINT journey_product_owner_is_of_product
    FOREIGN KEY (product_owner_id, product_side) REFERENCES people_person (id, side),
  ADD CONSTRAINT journey_ops_owner_is_of_ops
    FOREIGN KEY (ops_owner_id, ops_side) REFERENCES people_person (id, side);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0003_answers_and_removals"),
        ("people", "0004_owns_for"),
    ]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(VALIDATE, migrations.RunSQL.noop),
    ]
