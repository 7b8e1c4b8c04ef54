"""What somebody says about a workaround."""

from decimal import Decimal

from alignment.people.models import Person
from journeys.models import Workaround
from journeys.operations.use_report import report_use


def said_by(workaround: Workaround, person: Person, times: int) -> None:
    report_use(workaround=workaround, times_a_week=Decimal(times), by=person)
