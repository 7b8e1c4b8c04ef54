"""A row that is new or gone is registered in one reading of its columns.

It says the same as before, word for word.
"""

from django.db import migrations

PUT = r"""
CREATE OR REPLACE FUNCTION audit_put(told text, over_key text, version jsonb, earlier jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  label text := version->>'pgh_label';
  metadata jsonb;
  before jsonb := '{}';
  after jsonb := '{}';
  called text;
  said text;
BEGIN
  IF label = 'delete' OR label = 'insert' OR earlier IS NULL THEN
    SELECT coalesce(jsonb_object_agg(key, value), '{}'),
           string_agg(value #>> '{}', ' ') FILTER (WHERE right(key, 3) NOT IN ('_id', '_at'))
      INTO after, said
      FROM jsonb_each(version)
     WHERE key <> 'id' AND NOT starts_with(key, 'pgh_') AND value <> 'null';
    IF label = 'delete' THEN
      before := after;
      after := '{}';
    END IF;
  ELSE
    SELECT coalesce(jsonb_object_agg(key, earlier->key) FILTER (WHERE earlier ? key),
                    '{}'),
           coalesce(jsonb_object_agg(key, version->key) FILTER (WHERE version ? key),
                    '{}'),
           concat_ws(' ',
             string_agg(earlier->>key, ' ') FILTER (WHERE right(key, 3) NOT IN ('_id', '_at')),
             string_agg(version->>key, ' ') FILTER (WHERE right(key, 3) NOT IN ('_id', '_at')))
      INTO before, after, said
      FROM jsonb_object_keys(earlier || version) AS key
     WHERE key <> 'id' AND NOT starts_with(key, 'pgh_')
       AND earlier->key IS DISTINCT FROM version->key
       AND coalesce(nullif(earlier->key, 'null'), nullif(version->key, 'null'))
           IS NOT NULL;
  END IF;
  IF version->>'pgh_context_id' IS NOT NULL THEN
    SELECT c.metadata INTO metadata FROM pghistory_context c
     WHERE c.id = (version->>'pgh_context_id')::uuid;
  END IF;
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
    to_tsvector('simple', search_plain(left(concat_ws(' ', called, said), 100000)))
  ) ON CONFLICT DO NOTHING;
END $$;
"""
BEFORE = r"""
CREATE OR REPLACE FUNCTION audit_put(told text, over_key text, version jsonb, earlier jsonb) RETURNS void
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
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_change")]
    operations = [migrations.RunSQL(PUT, BEFORE)]
