"""Imports that are begun keep no samples of their columns: they may be customer ids."""

from django.db import migrations

FORWARD = """
UPDATE kpis_contactimport SET columns = (
  SELECT coalesce(
    jsonb_agg(
      jsonb_build_object(
        'name', one.value -> 'name', 'samples', '[]'::jsonb, 'values', NULL
      ) ORDER BY one.ordinality
    ),
    '[]'::jsonb
  )
  FROM jsonb_array_elements(columns) WITH ORDINALITY AS one
)
WHERE started_at IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("kpis", "0005_source_lists")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
