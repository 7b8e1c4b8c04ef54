"""Owners are of their side, phase and journey of a step belong together."""

from django.db import migrations

FORWARD = """
ALTER TABLE journeys_journey
  ADD COLUMN product_side varchar(7) GENERATED ALWAYS AS ('product') STORED,
  ADD COLUMN ops_side varchar(7) GENERATED ALWAYS AS ('ops') STORED,
  ADD CONSTRAINT journey_product_owner_is_of_product
    FOREIGN KEY (product_owner_id, product_side) REFERENCES people_person (id, side),
  ADD CONSTRAINT journey_ops_owner_is_of_ops
    FOREIGN KEY (ops_owner_id, ops_side) REFERENCES people_person (id, side);
ALTER TABLE journeys_step
  ADD COLUMN product_side varchar(7) GENERATED ALWAYS AS ('product') STORED,
  ADD COLUMN ops_side varchar(7) GENERATED ALWAYS AS ('ops') STORED,
  ADD CONSTRAINT step_product_owner_is_of_product
    FOREIGN KEY (product_owner_id, product_side) REFERENCES people_person (id, side),
  ADD CONSTRAINT step_ops_owner_is_of_ops
    FOREIGN KEY (ops_owner_id, ops_side) REFERENCES people_person (id, side),
  ADD CONSTRAINT step_and_journey UNIQUE (id, journey_id);
ALTER TABLE journeys_phase ADD CONSTRAINT phase_and_journey UNIQUE (id, journey_id);
ALTER TABLE journeys_step
  ADD CONSTRAINT step_phase_is_of_its_journey
    FOREIGN KEY (phase_id, journey_id) REFERENCES journeys_phase (id, journey_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE journeys_handover
  ADD CONSTRAINT handover_giver_is_of_its_side
    FOREIGN KEY (giver_id, side) REFERENCES people_person (id, side),
  ADD CONSTRAINT handover_receiver_is_of_its_side
    FOREIGN KEY (receiver_id, side) REFERENCES people_person (id, side);
"""
BACKWARD = """
ALTER TABLE journeys_handover
  DROP CONSTRAINT handover_giver_is_of_its_side,
  DROP CONSTRAINT handover_receiver_is_of_its_side;
ALTER TABLE journeys_step
  DROP CONSTRAINT step_phase_is_of_its_journey;
ALTER TABLE journeys_phase DROP CONSTRAINT phase_and_journey;
ALTER TABLE journeys_step
  DROP CONSTRAINT step_and_journey,
  DROP COLUMN product_side CASCADE,
  DROP COLUMN ops_side CASCADE;
ALTER TABLE journeys_journey
  DROP COLUMN product_side CASCADE,
  DROP COLUMN ops_side CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("journeys", "0001_initial"), ("people", "0002_sides")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
