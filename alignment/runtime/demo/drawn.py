"""A long list of requirements, the slice drawn from it, and a test with customers."""

import tomllib
from dataclasses import dataclass
from functools import partial
from typing import Any

from alignment.people.models import Person
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import People
from alignment.runtime.demo.story import FOLDER
from alignment.runtime.demo.timeline import Timeline
from journeys.models import (
    CustomerTest,
    Initiative,
    Requirement,
    RequirementUpload,
    SliceRow,
)
from journeys.operations.slice import slice_copy

SIZES = ("S", "M", "L")


@dataclass(frozen=True)
class ListStory:
    """`slice` and `test` hold who and when beside what they say."""

    initiative: str
    file: str
    by: str
    days_ago: int
    prefix: str
    groups: dict[str, list[str]]
    slice: dict[str, Any]
    test: dict[str, Any]


def requirements() -> ListStory:
    found = (FOLDER / "requirements.toml").read_text(encoding="utf-8")
    return ListStory(**tomllib.loads(found))


def plan_requirements(people: People, calendar: Calendar, timeline: Timeline) -> None:
    told = requirements()
    steps = (
        (told.by, told.days_ago, _upload),
        (told.slice["by"], told.slice["days_ago"], _draw),
        (told.test["by"], told.test["days_ago"], _test),
    )
    for who, days_ago, do in steps:
        person, at = people[who], calendar.at(days_ago, 10, 50)
        timeline.add(at, person, partial(do, told, person, calendar))


def _initiative(told: ListStory) -> Initiative:
    return Initiative.objects.get(title=told.initiative, created_by__is_demo=True)


def _upload(told: ListStory, by: Person, calendar: Calendar) -> None:
    of, at = _initiative(told), calendar.at(told.days_ago, 10, 50)
    rows = [(group, text) for group, texts in told.groups.items() for text in texts]
    upload = RequirementUpload.objects.create(
        initiative=of, name=told.file, count=len(rows), at=at, by=by
    )
    Requirement.objects.bulk_create(
        Requirement(
            initiative=of,
            text=text,
            group=group,
            key=f"{told.prefix}-{number}",
            size=SIZES[number * 7 % 3],
            position=number,
            upload=upload,
            created_at=at,
            created_by=by,
        )
        for number, (group, text) in enumerate(rows, start=1)
    )


def _draw(told: ListStory, by: Person, calendar: Calendar) -> None:
    at = calendar.at(told.slice["days_ago"], 10, 50)
    keys = dict(_initiative(told).requirements.values_list("text", "pk"))
    SliceRow.objects.bulk_create(
        SliceRow(requirement_id=keys[text], place=place, put_at=at, put_by=by)
        for place, text in enumerate(told.slice["texts"], start=1)
    )


def _test(told: ListStory, by: Person, calendar: Calendar) -> None:
    said = {k: v for k, v in told.test.items() if k not in {"by", "days_ago"}}
    of, days_ago = _initiative(told), told.test["days_ago"]
    CustomerTest.objects.create(
        initiative=of,
        tested_on=calendar.workday(days_ago),
        slice_rows=slice_copy(of),
        created_at=calendar.at(days_ago, 10, 50),
        created_by=by,
        **said,
    )
