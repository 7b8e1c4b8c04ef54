"""Footprints as marks, one row a customer, so the numbers are rebuilt; chunks' ids."""

import django.contrib.postgres.fields
from django.db import migrations, models

OLD_COLUMNS = """
ALTER TABLE kpis_footprint
  ADD COLUMN active datemultirange NOT NULL DEFAULT '{}',
  ADD COLUMN contacted datemultirange NOT NULL DEFAULT '{}';
"""
BY_ID = """
ALTER TABLE kpis_contact DROP CONSTRAINT IF EXISTS kpis_contact_pkey;
DROP INDEX IF EXISTS kpis_contact_pkey;
CREATE UNIQUE INDEX kpis_contact_pkey ON kpis_contact (external_id, source_id);
"""
AS_PRIMARY = """
DROP INDEX IF EXISTS kpis_contact_pkey;
ALTER TABLE kpis_contact ADD CONSTRAINT kpis_contact_pkey
  PRIMARY KEY (source_id, external_id);
"""
REBUILD = "UPDATE kpis_freshness SET rebuild = true WHERE version > 0"


class Migration(migrations.Migration):
    dependencies = [("kpis", "0006_no_samples")]
    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, OLD_COLUMNS),
        migrations.DeleteModel(name="Footprint"),
        migrations.CreateModel(
            name="Footprint",
            fields=[
                (
                    "customer_id",
                    models.BigIntegerField(primary_key=True, serialize=False),
                ),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
            ],
        ),
        migrations.RunSQL(REBUILD, REBUILD),
        migrations.RunSQL(BY_ID, AS_PRIMARY),
        migrations.AddField(
            model_name="importchunk",
            name="ids_digest",
            field=models.BinaryField(max_length=16, null=True),
        ),
        migrations.AddIndex(
            model_name="importchunk",
            index=models.Index(fields=["ids_digest"], name="import_chunk_ids"),
        ),
    ]
