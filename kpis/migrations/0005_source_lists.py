"""A source that gets, or loses, its customer list changes who counts as active."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION kpis_source_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kpis_dirtyreason (reason_id)
  SELECT id FROM kpis_reason WHERE source_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER source_listed AFTER UPDATE OF has_customer_list ON kpis_source
  FOR EACH ROW WHEN (OLD.has_customer_list IS DISTINCT FROM NEW.has_customer_list)
  EXECUTE FUNCTION kpis_source_listed();
"""
BACKWARD = """
DROP TRIGGER source_listed ON kpis_source;
DROP FUNCTION kpis_source_listed;
"""


class Migration(migrations.Migration):
    dependencies = [("kpis", "0004_refresh_and_targets")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
