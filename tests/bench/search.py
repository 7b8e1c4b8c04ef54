"""P10: a search, and a page of the register, with as much as there may ever be."""

import statistics
import time
from collections.abc import Callable

from django.db import connection

from alignment.audit.queries.change import Wanted, change_page
from alignment.people.models import Person, Side
from alignment.search.models import Kept
from alignment.search.operations.index import keep_index
from alignment.search.queries.search import search, suggestions
from tests import make
from tests.bench.row import Row

INSIGHTS, ACTIONS, CHANGES = 50_000, 20_000, 1_000_000
WORDS, WORDS_EACH, TIMES = 4_000, 18, 7
# Words are as frequent as words are: the n-th one a share of 1/n. `w17x` stands for
# one that is in a text of a hundred or so.
SAID = """
(SELECT string_agg('w' || floor(exp(random() * ln({words})))::int || 'x', ' ')
   FROM generate_series(1, {each}) WHERE n > 0)
"""
FILL = """
SET session_replication_role = replica;
INSERT INTO journeys_insight (key, said, journey_id, severity, told_by_id, told_at,
                              wants_mail)
SELECT gen_random_uuid(), {said}, {journey}, 2, {person}, now() - n * interval '1 min',
       false FROM generate_series(1, {insights}) n;
INSERT INTO actions_action (title, effect, owner_id, due_on, first_due_on, carried,
    source_words, source_url, created_at, created_by_id, outcome, outcome_words)
SELECT left({said}, 60), {said}, {person}, '2026-12-01', '2026-12-01', 0, '', '',
       now() - n * interval '1 min', {person}, '', ''
  FROM generate_series(1, {actions}) n;
INSERT INTO audit_change (at, model, event_id, object_id, label, by_id, title, was, now,
                          words)
SELECT now() - n * interval '1 s', 'actions.action', -n, n, 'update', {person}, '',
       '{{}}', '{{"title": "x"}}', '' FROM generate_series(1, {changes}) n;
SET session_replication_role = origin;
"""
NAIVE = """
SELECT count(*) FROM (SELECT said AS text FROM journeys_insight
 UNION ALL SELECT title || effect FROM actions_action) t WHERE text ILIKE %s
"""


def measure(size: int) -> list[Row]:
    """Searches against reading all the texts, the register against one with few."""
    del size  # these numbers do not grow with contacts
    viewer = _people()
    few = _median(lambda: change_page(Wanted(), viewer=viewer, before=None))
    _fill(viewer)
    naive = _median(_read_all)
    page = _median(lambda: search("w1700x w30", viewer=viewer, kind="", page=""))
    broad = _median(lambda: search("w17", viewer=viewer, kind="", page=""))
    palette = _median(lambda: suggestions("w17", viewer=viewer))
    many = _median(lambda: change_page(Wanted(), viewer=viewer, before=None))
    named = Wanted(person=viewer.pk, model="actions.action")
    of_one = _median(lambda: change_page(named, viewer=viewer, before=None))
    return [
        Row("P10", "a search for a rare word ÷ reading all texts", page / naive, 0.2),
        Row("P10", "a search for a word of many texts ÷ reading all", broad / naive, 2),
        Row(
            "P10", "the palette's suggestions for it ÷ reading all", palette / naive, 2
        ),
        Row("P10", f"newest of {CHANGES:,} changes ÷ of few", many / few, 3),
        Row("P10", f"somebody's of {CHANGES:,} changes ÷ of few", of_one / few, 3),
    ]


def _people() -> Person:
    omar = make.person("Omar Haddad", make.team("Care", Side.OPS))
    petra = make.person("Petra Lind", make.team("Digital", Side.PRODUCT))
    make.journey("Move home", petra, omar)
    return petra


def _fill(person: Person) -> None:
    said = SAID.format(words=WORDS, each=WORDS_EACH)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        cursor.execute("SELECT min(id) FROM journeys_journey")
        (journey,) = cursor.fetchone()
        cursor.execute(
            FILL.format(
                said=said,
                journey=journey,
                person=person.pk,
                insights=INSIGHTS,
                actions=ACTIONS,
                changes=CHANGES,
            )
        )
    Kept.objects.all().delete()  # indexed at once, not row by row
    keep_index()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _read_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute(NAIVE, ["%w17x%"])
        cursor.fetchall()


def _median(do: Callable[[], object]) -> float:
    do()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        do()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
