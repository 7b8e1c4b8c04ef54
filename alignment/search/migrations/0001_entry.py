"""The index of the search, and what makes plain letters of any words.

Its triggers are made after each migration, as alignment/search/sources.py says.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

PLAIN = r"""
CREATE FUNCTION search_plain(said text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT translate(
  replace(replace(replace(
    lower(regexp_replace(normalize(coalesce(said, ''), NFKD), '[\u0300-\u036f]', '', 'g')),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
  'øłđıħ!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~’‘‚“”„–—·•«»‹›¿¡',
  'oldih' || repeat(' ', 60));
$$;
"""
AWAY = """
DO $$
DECLARE note record;
BEGIN
  FOR note IN SELECT oid::regprocedure AS name FROM pg_proc
               WHERE starts_with(proname, 'search_note_')
                 AND pronamespace = current_schema()::regnamespace
  LOOP
    EXECUTE format('DROP FUNCTION %s CASCADE', note.name);
  END LOOP;
END $$;
DROP FUNCTION search_plain(text);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Kept",
            fields=[
                (
                    "kind",
                    models.CharField(max_length=16, primary_key=True, serialize=False),
                ),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
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
                ("kind", models.CharField(max_length=16)),
                ("object_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=200)),
                ("title", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("place", models.TextField(blank=True)),
                ("mark", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField(null=True)),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="search_entry_words"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id"), name="search_entry_is_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(PLAIN, AWAY),
    ]
