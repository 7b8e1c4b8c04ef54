"""The kickoff on paper and in a calendar."""

import io
import subprocess
import sys
import time

import pytest
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from alignment import pdf as printing
from journeys.models import Kickoff
from tests.journeys.days import today
from tests.people.letters import html, plain

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C05")]
ODD = "שלום #set page(width: 1pt) *no* $x$ مرحبا 日本語 😀 </w> \\ ` “"


def url(kickoff, name):
    return reverse(f"journeys:kickoff-{name}", args=[kickoff.initiative.slug])


def paper(client, kickoff):
    answer = client.get(url(kickoff, "print"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def text(reader):
    """What is said on it, however its lines are broken."""
    said = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(said.replace("\N{ZERO WIDTH SPACE}", "").split())


def test_kickoff_print_says_all_on_one_page(
    petras, scheduled, leo, petra, omar, journey
):
    scheduled.people.set([petra, omar])
    scheduled.accept(by=leo)

    reader = paper(petras, scheduled)
    said = text(reader)

    assert len(reader.pages) == 1
    for words in (
        "QR labels",
        "Scheduled",
        *(f"Said about {name}" for name in Kickoff.QUESTIONS),
        "Petra Lind, leads it",
        "Leo Brandt, sponsors it for ops, said yes on",
        "Omar Haddad",
    ):
        assert words in said, words


def test_kickoff_print_is_tagged_and_says_its_language(petras, kickoff):
    reader = paper(petras, kickoff)
    root = reader.trailer["/Root"]

    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert "pdfuaid" in reader.xmp_metadata.stream.get_data().decode()
    assert reader.metadata.title == "Kickoff: QR labels"


def test_kickoff_print_goes_on_overleaf_and_loses_nothing(petras, kickoff):
    """The longest answers there may be, each with a last word of its own."""
    for name in Kickoff.QUESTIONS:
        most = getattr(Kickoff._meta.get_field(name), "max_length", 0)
        end = f" END{name}"
        kickoff.write(**{name: ("word " * most)[: most - len(end)] + end})

    reader = paper(petras, kickoff)
    said = text(reader)

    assert len(reader.pages) == 2
    assert "1 of 2" in said
    for name in Kickoff.QUESTIONS:
        assert f"END{name}" in said, name


def test_kickoff_print_takes_no_text_for_markup(petras, kickoff):
    kickoff.write(problem=ODD, risks="W" * 900, outcome="one\ntwo")

    reader = paper(petras, kickoff)
    said = text(reader)

    assert "set page(width: 1pt) *no* $x" in said
    assert said.count("W") > 900
    width = float(reader.pages[0].mediabox.width)
    assert round(width) == 595


@pytest.mark.parametrize("letters", ["日本語", "\ue000"])
def test_kickoff_print_has_every_letter_or_says_that_one_has_no_font(
    petras, kickoff, letters
):
    kickoff.write(problem=f"before {letters} after")

    said = text(paper(petras, kickoff))

    assert "before" in said
    assert "after" in said
    missing = "some letters have no font on the server: the page on screen has them"
    assert (letters in said) != (missing in said)


def test_kickoff_print_without_anything_said_says_so(petras, initiative):
    kickoff = Kickoff.objects.create(initiative=initiative)

    said = text(paper(petras, kickoff))

    assert "No day is set yet" in said
    assert said.count("Not answered yet.") == len(Kickoff.QUESTIONS)
    assert "Nobody in ops sponsors it yet" in said


def test_kickoff_print_takes_little_time(petras, kickoff):
    petras.get(url(kickoff, "print"))
    began = time.monotonic()
    petras.get(url(kickoff, "print"))

    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("program", "seconds"), [("import time; time.sleep(9)", 1), ("raise OSError", 9)]
)
def test_kickoff_print_that_cannot_be_made_says_so(
    petras, kickoff, monkeypatch, tmp_path, program, seconds
):
    child = tmp_path / "child.py"
    child.write_text(program)
    monkeypatch.setattr(printing, "CHILD", child)
    monkeypatch.setattr(printing, "WALL_SECONDS", seconds)

    answer = petras.get(url(kickoff, "print"))

    assert answer.status_code == 503
    assert "Print the page instead." in answer.text


def test_pdf_child_ends_by_itself():
    """Its processor time and memory are bounded."""
    code = (
        "import resource, sys; sys.argv = ['']; "
        f"sys.path.insert(0, {str(printing.CHILD.parent)!r}); import child, io; "
        "sys.stdin = io.StringIO('not json')\n"
        "try: child.main()\n"
        "except ValueError: print(resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert int(done.stdout) == 10


def test_kickoff_day_is_that_whole_day_and_grows_with_each_change(
    petras, scheduled, leo
):
    def event():
        answer = petras.get(url(scheduled, "day"))
        assert answer["Content-Type"].startswith("text/calendar")
        calendar = Calendar.from_ical(answer.content)
        assert calendar["METHOD"] == "PUBLISH"
        (found,) = calendar.walk("VEVENT")
        return found

    first = event()
    scheduled.accept(by=leo)
    again = event()

    assert first.decoded("dtstart") == today()
    assert (first.decoded("dtend") - first.decoded("dtstart")).days == 1
    assert first["SUMMARY"] == "Kickoff: QR labels"
    assert first["STATUS"] == "CONFIRMED"
    assert first["UID"] == again["UID"]
    assert again["SEQUENCE"] > first["SEQUENCE"]
    assert "Said about problem" in first["DESCRIPTION"]
    assert scheduled.get_absolute_url() in first["URL"]


def test_kickoff_without_a_day_has_no_calendar(petras, kickoff):
    assert petras.get(url(kickoff, "day")).status_code == 404
    assert "Into my calendar" not in petras.get(kickoff.get_absolute_url()).text


def test_kickoff_ask_says_the_day_and_where_to_put_it(petras, kickoff, leo, petra):
    kickoff.write(held_on=today())
    kickoff.ask(leo, by=petra)

    for told in (plain(), html()):
        assert f"{today():%-d %B %Y}" in told
        assert "its page has the day for your calendar" in told
        assert kickoff.get_absolute_url() in told
