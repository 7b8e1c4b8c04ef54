"""The side a person may sponsor for: their own, for leaders and admins.

Whoever sponsors something is referred to by it, so the database keeps sponsors from
losing the role while it matters.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE people_person
  ADD COLUMN sponsors_for varchar(7)
    GENERATED ALWAYS AS (CASE WHEN role IN ('leader', 'admin') THEN side END) STORED,
  ADD CONSTRAINT person_and_sponsors_for UNIQUE (id, sponsors_for);
"""
BACKWARD = """
ALTER TABLE people_person DROP COLUMN sponsors_for;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_letters")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
