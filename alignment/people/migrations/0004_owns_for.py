"""The side a person may own things for: their own, and none for an agent.

What owns something refers to it, so the database keeps owners from becoming agents.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE people_person
  ADD COLUMN owns_for varchar(7)
    GENERATED ALWAYS AS (CASE WHEN role <> 'agent' THEN side END) STORED,
  ADD CONSTRAINT person_and_owns_for UNIQUE (id, owns_for);
"""
BACKWARD = """
ALTER TABLE people_person DROP COLUMN owns_for;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_sessions_and_invitations")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
