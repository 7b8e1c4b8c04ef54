"""Files made to break readers are read, or refused in a sentence; nothing hangs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from alignment.apart import ROOT
from kpis.ingest.child import read_apart
from kpis.ingest.limits import Order, Unreadable
from tests.kpis.importing import DATA

NASTY = DATA / "nasty"
FOLDERS = ["calamine", "csvkit", "csv-spectrum", "blns", "JSONTestSuite"]
ALL_OF_THEM = """
import json, resource, sys, tempfile
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
from kpis.ingest.limits import Order, Unreadable
from kpis.ingest.reader import read
for path in sorted(p for p in Path(sys.argv[1]).rglob("*") if p.is_file()):
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = read(Order(str(path), folder, path.name))
            print(json.dumps([path.name, found["rows"] + found["refused"], ""]))
        except Unreadable as problem:
            print(json.dumps([path.name, 0, str(problem)]))
"""


@pytest.mark.skipif(not NASTY.exists(), reason="the folder of odd files is not here")
@pytest.mark.parametrize("folder", FOLDERS)
def test_import_reads_odd_files_or_refuses_them_in_words(folder):
    done = subprocess.run(
        [sys.executable, "-c", ALL_OF_THEM, NASTY / folder],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    files = [p for p in (NASTY / folder).rglob("*") if p.is_file()]
    assert len(answers) == len(files)
    for name, rows, problem in answers:
        assert rows > 0 or problem.endswith("."), name


@pytest.mark.skipif(not NASTY.exists(), reason="the folder of odd files is not here")
@pytest.mark.parametrize("name", ["OOM_alloc3.xls", "issue_594_dos.ods"])
def test_import_of_a_memory_bomb_is_refused(name, tmp_path):
    path = NASTY / "calamine" / name

    with pytest.raises(Unreadable, match=f"{name} could not be read"):
        read_apart(Order(str(path), str(tmp_path), name))


def bomb(path: Path) -> Path:
    """A small workbook whose dimensions ask for far more memory than there is."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "id")
    sheet.write(1_048_575, 16_383, "end")
    book.close()
    return path


def test_import_of_a_sheet_as_wide_as_the_world_is_refused(tmp_path):
    path = bomb(tmp_path / "bomb.xlsx")
    assert path.stat().st_size < 8000

    with pytest.raises(Unreadable, match=r"bomb\.xlsx could not be read"):
        read_apart(Order(str(path), str(tmp_path), "bomb.xlsx"))


def test_import_reads_a_sheet_with_line_numbers_days_and_times(tmp_path):
    path = tmp_path / "calls.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("March")
    sheet.write_row(2, 1, ["id", "when", "secs"])
    sheet.write_row(3, 1, ["a1", "2026-03-02", 7])
    sheet.write_row(5, 1, ["a2", "2026-03-03", 2.5])
    book.close()

    found = read_apart(Order(str(path), str(tmp_path), "calls.xlsx"))

    assert (found["rows"], found["sheet"]) == (2, "March")
    assert [each["name"] for each in found["columns"]] == ["id", "when", "secs"]
    assert found["columns"][2]["samples"] == ["7", "2.5"]
