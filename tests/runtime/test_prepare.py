"""What is made anew at a start: whatever has changed since the last one."""

import pytest
from django.conf import settings

from alignment.runtime import prepare


@pytest.mark.parametrize(
    "path",
    [
        "alignment/search/sources.py",
        "alignment/search/of_journeys.py",
        "alignment/search/operations/index.py",
        "alignment/audit/kinds.py",
        "alignment/runtime/rights.py",
        "journeys/migrations/0001_initial.py",
    ],
)
def test_start_notices_a_change_of_what_database_and_index_are_made_of(path):
    assert settings.ROOT / path in set(prepare._sources())
