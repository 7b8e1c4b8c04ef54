"""Hold people, teams and memberships to one side, in the database itself."""

from django.db import migrations

FORWARD = """
ALTER TABLE people_person ADD CONSTRAINT person_and_side UNIQUE (id, side);
ALTER TABLE people_team ADD CONSTRAINT team_and_side UNIQUE (id, side);
ALTER TABLE people_membership
  ADD CONSTRAINT membership_person_is_of_its_side
    FOREIGN KEY (person_id, side) REFERENCES people_person (id, side),
  ADD CONSTRAINT membership_team_is_of_its_side
    FOREIGN KEY (team_id, side) REFERENCES people_team (id, side);
"""
BACKWARD = """
ALTER TABLE people_membership
  DROP CONSTRAINT membership_person_is_of_its_side,
  DROP CONSTRAINT membership_team_is_of_its_side;
ALTER TABLE people_team DROP CONSTRAINT team_and_side;
ALTER TABLE people_person DROP CONSTRAINT person_and_side;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
