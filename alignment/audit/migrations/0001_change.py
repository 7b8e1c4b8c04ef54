"""The register of changes, what writes into it, and what keeps it as it is.

Its triggers are put on each history after each migration: operations/keep.py.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FORWARD = r"""
CREATE FUNCTION audit_put(told text, over_key text, version jsonb, earlier jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  label text := version->>'pgh_label';
  metadata jsonb;
  before jsonb := '{}';
  after jsonb := '{}';
  called text;
BEGIN
  IF label = 'delete' THEN
    before := version;
  ELSIF label = 'insert' OR earlier IS NULL THEN
    after := version;
  ELSE
    before := earlier;
    after := version;
  END IF;
  SELECT coalesce(jsonb_object_agg(key, before->key) FILTER (WHERE before ? key), '{}'),
         coalesce(jsonb_object_agg(key, after->key) FILTER (WHERE after ? key), '{}')
    INTO before, after
    FROM jsonb_object_keys(before || after) AS key
   WHERE key <> 'id' AND NOT starts_with(key, 'pgh_')
     AND before->key IS DISTINCT FROM after->key
     AND coalesce(nullif(before->key, 'null'), nullif(after->key, 'null')) IS NOT NULL;
  SELECT c.metadata INTO metadata FROM pghistory_context c
   WHERE c.id = (version->>'pgh_context_id')::uuid;
  called := left(coalesce(
    nullif(version->>'title', ''), nullif(version->>'name', ''),
    nullif(version->>'label', ''), nullif(version->>'file_name', ''),
    nullif(version->>'said', ''), nullif(version->>'words', ''), ''), 200);
  INSERT INTO audit_change (at, model, event_id, object_id, over_id, label, title, by_id,
                            context_id, was, now, words)
  VALUES (
    (version->>'pgh_created_at')::timestamptz, told, (version->>'pgh_id')::bigint,
    coalesce(version->>'pgh_obj_id', version->>'id')::bigint,
    (version->>nullif(over_key, ''))::bigint, label, called,
    (substring(metadata->>'person' FROM '^[0-9]{1,18}$'))::bigint,
    (version->>'pgh_context_id')::uuid, before, after,
    to_tsvector('simple', search_plain(left(
      (SELECT concat_ws(' ', called, string_agg(value, ' '))
         FROM (SELECT * FROM jsonb_each_text(before)
               UNION ALL SELECT * FROM jsonb_each_text(after)) AS said (key, value)
        WHERE key !~ '(_id|_at)$'), 100000)))
  ) ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION audit_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE earlier jsonb;
BEGIN
  IF NEW.pgh_label <> 'insert' THEN
    EXECUTE format(
      'SELECT to_jsonb(e) FROM %I.%I e WHERE %I = $1 AND pgh_id < $2'
      ' ORDER BY pgh_id DESC LIMIT 1', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_ARGV[1])
      INTO earlier USING (to_jsonb(NEW)->>TG_ARGV[1])::bigint, NEW.pgh_id;
  END IF;
  PERFORM audit_put(TG_ARGV[0], TG_ARGV[2], to_jsonb(NEW), earlier);
  RETURN NULL;
END $$;

CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('alignment.pages', true) = 'on' OR NOT pg_has_role(
    current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE')
  THEN
    RAISE EXCEPTION 'history_stays: what happened is not written anew'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION audit_author_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.metadata->'person' IS DISTINCT FROM NEW.metadata->'person' THEN
    RAISE EXCEPTION 'history_stays: who did it is not written anew'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_change
  FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
CREATE TRIGGER audit_stays BEFORE DELETE OR TRUNCATE ON pghistory_context
  FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
CREATE TRIGGER audit_author_stays BEFORE UPDATE ON pghistory_context
  FOR EACH ROW EXECUTE FUNCTION audit_author_stays();
"""
BACKWARD = """
DROP FUNCTION audit_author_stays() CASCADE;
DROP FUNCTION audit_stays() CASCADE;
DROP FUNCTION audit_note() CASCADE;
DROP FUNCTION audit_put(text, text, jsonb, jsonb);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
        ("search", "0001_entry"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("model", models.CharField(max_length=80)),
                ("event_id", models.BigIntegerField()),
                ("object_id", models.BigIntegerField(null=True)),
                ("over_id", models.BigIntegerField(null=True)),
                ("label", models.CharField(max_length=10)),
                ("title", models.TextField(blank=True)),
                ("context_id", models.UUIDField(null=True)),
                ("was", models.JSONField(default=dict)),
                ("now", models.JSONField(default=dict)),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="audit_newest"),
                    models.Index(fields=["by", "-at", "-id"], name="audit_of_person"),
                    models.Index(fields=["model", "-at", "-id"], name="audit_of_model"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="audit_words"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model", "event_id"), name="audit_change_is_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
