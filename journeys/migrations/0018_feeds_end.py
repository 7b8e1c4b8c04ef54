"""The address of somebody's calendar ends when they leave.

Whoever comes back asks for a new one: the old one may have been passed on.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION journeys_end_calendar_feed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM journeys_calendarfeed WHERE person_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER calendar_feed_ends AFTER UPDATE OF is_active ON people_person
  FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active)
  EXECUTE FUNCTION journeys_end_calendar_feed();
DELETE FROM journeys_calendarfeed WHERE person_id IN (
  SELECT id FROM people_person WHERE NOT is_active
);
"""
BACKWARD = """
DROP TRIGGER calendar_feed_ends ON people_person;
DROP FUNCTION journeys_end_calendar_feed();
"""


class Migration(migrations.Migration):
    dependencies = [("journeys", "0017_as_it_was_said"), ("people", "0010_sent_forms")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
