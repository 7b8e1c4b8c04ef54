"""Until a kickoff was held, its sponsor leads on the ops side, and its deputy may own
things for ops. What was held says how it was, whatever became of the people."""

from django.db import migrations

FORWARD = """
ALTER TABLE journeys_kickoff
  ADD COLUMN ops_side varchar(7)
    GENERATED ALWAYS AS (CASE WHEN state <> 'held' THEN 'ops' END) STORED,
  ADD CONSTRAINT kickoff_sponsor_leads_in_ops
    FOREIGN KEY (sponsor_id, ops_side)
    REFERENCES people_person (id, sponsors_for),
  ADD CONSTRAINT kickoff_deputy_is_of_ops
    FOREIGN KEY (deputy_id, ops_side)
    REFERENCES people_person (id, owns_for);
"""
BACKWARD = """
ALTER TABLE journeys_kickoff DROP COLUMN ops_side CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0006_initiatives"),
        ("people", "0006_sponsors_for"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
