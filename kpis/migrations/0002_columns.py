"""What Django has no words for: multiranges, and a step within its journey."""

from django.db import migrations

FORWARD = """
ALTER TABLE kpis_footprint
  ADD COLUMN active datemultirange NOT NULL DEFAULT '{}',
  ADD COLUMN contacted datemultirange NOT NULL DEFAULT '{}';
ALTER TABLE kpis_reason
  ADD CONSTRAINT reason_step_is_of_its_journey
    FOREIGN KEY (step_id, journey_id) REFERENCES journeys_step (id, journey_id)
    DEFERRABLE INITIALLY DEFERRED;
"""
BACKWARD = """
ALTER TABLE kpis_reason DROP CONSTRAINT reason_step_is_of_its_journey;
ALTER TABLE kpis_footprint DROP COLUMN active, DROP COLUMN contacted;
"""


class Migration(migrations.Migration):
    dependencies = [("kpis", "0001_initial"), ("journeys", "0002_sides")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
