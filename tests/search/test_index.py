"""The index follows what is written, whoever writes it, and can be made anew."""

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.asked import Asked, Word, asked
from alignment.search.models import Entry, Kept
from alignment.search.operations.index import keep_index
from alignment.search.queries.marking import marked, plain, snippet
from alignment.search.queries.search import search
from alignment.search.sources import SOURCES
from alignment.versions import version_of
from tests import make
from tests.journeys.meetings import weekly
from tests.journeys.sql import write
from tests.search.finding import of_the_same_initiative


def titles(text, viewer):
    rows = search(text, viewer=viewer, kind="", page="").rows
    return [(row.source.kind, str(row.title)) for row in rows]


def test_index_follows_raw_sql(journey, petra):
    write("UPDATE journeys_journey SET title = 'Zebra' WHERE id = %s", journey.pk)
    assert titles("zebra", petra)[0] == ("journey", "<mark>Zebra</mark>")
    assert titles("move", petra) == []


def test_index_knows_where_a_step_is_when_its_journey_is_renamed(journey, petra):
    write("UPDATE journeys_journey SET title = 'Zebra' WHERE id = %s", journey.pk)

    assert set(Entry.objects.filter(kind="step").values_list("place", flat=True)) == {
        "Zebra"
    }


def test_index_forgets_what_is_deleted(journey, petra):
    release = make.release("Zebra", timezone.localdate(), petra, journey)
    assert titles("zebra", petra)

    release.remove()

    assert not Entry.objects.filter(kind="release").exists()


def test_index_leaves_removed_steps_and_steps_of_archived_journeys_out(journey):
    steps = Entry.objects.filter(kind="step")
    assert steps.count() == 4

    journey.steps.first().remove()
    assert steps.count() == 3

    journey.archive()
    assert steps.count() == 0

    journey.restore()
    assert steps.count() == 3


def test_index_finds_an_initiative_by_the_answers_of_its_kickoff(journey, petra):
    kickoff = make.kickoff(make.initiative("QR labels", petra, journey))

    kickoff.write(risks="A zebra crossing")

    assert titles("zebra", petra) == [("kickoff", "QR labels")]


WORDS = {
    "decision": ("journeys_decision", "dissent"),
    "requirement": ("journeys_requirement", "text"),
    "test": ("journeys_customertest", "learnt"),
    "meeting": ("journeys_meeting", "notes"),
    "workaround": ("journeys_workaround", "what"),
    "floortime": ("journeys_floortime", "second_learning"),
}


@pytest.mark.parametrize("kind", WORDS)
def test_index_follows_what_hangs_on_an_initiative(kind, journey, petra):
    table, column = WORDS[kind]
    begun = make.initiative("QR labels", petra, journey)
    of_the_same_initiative(begun, journey.steps.first(), petra, "horse")
    assert "zebra" not in str(titles("zebra", petra))

    write(f"UPDATE {table} SET {column} = 'A zebra'")

    assert [found for found, _ in titles("zebra", petra)] == [kind]


def test_index_says_what_an_initiative_is_called_when_it_is_renamed(journey, petra):
    begun = make.initiative("QR labels", petra, journey)
    make.meeting("Any", petra, timezone.now(), initiative=begun)
    of_the_same_initiative(begun, journey.steps.first(), petra, "horse")

    write("UPDATE journeys_initiative SET title = 'Zebra' WHERE id = %s", begun.pk)

    said = Entry.objects.filter(place="Zebra").values_list("kind", flat=True)
    assert sorted(said) == ["decision", "meeting", "requirement", "test"]


def test_index_forgets_requirements_that_are_taken_back(journey, petra):
    begun = make.initiative("QR labels", petra, journey)
    make.requirements(begun, petra, "A zebra", "Another zebra")
    assert len(titles("zebra", petra)) == 2

    write("DELETE FROM journeys_requirement WHERE text = 'A zebra'")

    kept = Entry.objects.filter(kind="requirement")
    assert [entry.text for entry in kept] == ["Another zebra"]


def test_index_has_what_is_said_in_a_talk_until_it_is_taken_back(journey, petra, omar):
    thread = make.thread(journey, petra, omar)
    assert not Entry.objects.filter(kind="talk").exists()
    first = make.comment(thread, petra, "A horse")
    make.comment(thread, omar, "A zebra")
    assert [kind for kind, _ in titles("zebra horse", petra)] == ["talk"]

    first.withdraw()

    assert titles("horse", petra) == []
    entry = Entry.objects.get(kind="talk")
    assert (entry.text, entry.place) == ("A zebra", "Move home")


def test_index_has_what_came_of_talking(journey, petra, omar):
    thread = make.thread(journey, petra, omar)
    make.comment(thread, omar, "Shall we?")

    thread.close(
        on=timezone.localdate(), talked=[petra, omar], outcome="A zebra", by=omar
    )

    assert [kind for kind, _ in titles("zebra", petra)] == ["talk"]
    assert Entry.objects.get(kind="talk").mark == "They talked"


def test_index_has_a_series_once_and_what_was_said_at_each_of_it(petra, omar):
    series = weekly(petra, [omar], count=6, title="Listen to the zebra").series
    meetings = series.meetings.order_by("starts_at")
    assert found_meetings("zebra") == {meetings[0].pk}

    meetings[3].write_notes("A horse rang", seen=version_of(meetings[3]))

    assert found_meetings("zebra") == {meetings[0].pk, meetings[3].pk}
    assert found_meetings("horse") == {meetings[3].pk}


def found_meetings(word):
    found = Entry.objects.filter(kind="meeting", words=asked(word).begun)
    return set(found.values_list("object_id", flat=True))


def test_index_is_made_anew_where_it_is_gone(journey, petra):
    before = set(Entry.objects.values_list("kind", "object_id"))
    Entry.objects.all().delete()
    Kept.objects.all().delete()

    assert keep_index() == [source.kind for source in SOURCES]

    assert set(Entry.objects.values_list("kind", "object_id")) >= before
    assert keep_index() == []


@pytest.mark.parametrize(
    "text", ["Befräger", "STRASSE straße", "Ærøskøbing", "Łódź", "ÉTÉ", "don’t", "한국"]
)
def test_plain_letters_are_the_same_in_python_and_in_the_database(text, db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_plain(%s)", [text])
        (said,) = cursor.fetchone()

    assert said.split() == plain(text.replace("’", " ")).split()


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_words_of_any_text_can_be_asked_for(text, django_db_blocker, django_db_setup):
    with django_db_blocker.unblock():
        words = asked(text[:200])
        if words.words:
            list(Entry.objects.filter(words=words.begun)[:1])
            list(Entry.objects.filter(words=words.whole_in_title)[:1])


ZEBRA = Asked("zebra", (Word("zebra", "zebra", is_common=False),), is_common=False)


def test_snippet_is_cut_around_the_word_and_escaped():
    text = f"{'before ' * 40}<i>Zebra</i>{' after' * 60}"

    said = snippet(text, ZEBRA)

    assert said.startswith("… ")
    assert said.endswith(" …")
    assert "&lt;i&gt;<mark>Zebra</mark>&lt;/i&gt;" in said
    assert len(said) < 260


def test_words_are_marked_with_their_accents():
    assert marked("Ein Zébra!", ZEBRA) == "Ein <mark>Zébra</mark>!"
