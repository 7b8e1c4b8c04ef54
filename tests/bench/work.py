"""P10 for what people do together: pages with a company's worth of rows in them."""

import statistics
from functools import partial

import psycopg

from tests.bench.fill import COMMON, fill
from tests.bench.row import Row
from tests.served import Served, served

FEW = 0.2
"""Of the many, so that every list fills its first page."""
TIMES, ROUNDS = 16, 3
PAGES = (
    *("/", "/journeys/move-home/", "/initiatives/", "/initiatives/?view=list"),
    *("/initiatives/{slug}/", "/initiatives/{slug}/kickoff/"),
    *("/initiatives/{slug}/history/", "/meetings/", "/meetings/?of=all"),
    *("/meetings/?of=all&when=past", "/meetings/?of=all&view=month"),
    *("/meetings/together/", "/meetings/{meeting}/", "/insights/"),
    *("/insights/?state=open", "/insights/add/", "/insights/{insight}/"),
    *("/insights/{insight}/history/", "/decisions/", "/decisions/?state=taken"),
    *("/decisions/{decision}/", "/workarounds/", "/workarounds/{workaround}/"),
    *("/actions/", "/actions/?of=ours", "/actions/?of=all"),
    *("/actions/?of=all&state=done", "/actions/{action}/", "/talks/{thread}/"),
    *("/notifications/", "/notifications/?of=all"),
)
FOR_ADMINS = ("/settings/audit/",)
WHOLE = ("/initiatives/{slug}/requirements/", "/calendar/{token}.ics")
"""They show all they have: five times the rows may cost five times as much."""
WORDS = {"rare": "49999", "common": COMMON, "very common": "number", "begun": "num"}
SEARCH_SECONDS = 0.1
KEYS = """
SELECT (SELECT slug FROM journeys_initiative ORDER BY id LIMIT 1) AS slug,
       (SELECT min(id) FROM journeys_meeting) AS meeting,
       (SELECT min(id) FROM journeys_insight) AS insight,
       (SELECT min(id) FROM journeys_decision) AS decision,
       (SELECT min(id) FROM journeys_workaround) AS workaround,
       (SELECT min(id) FROM actions_action) AS action,
       (SELECT min(id) FROM actions_thread WHERE closed_at IS NULL) AS thread
"""
FEED = """
INSERT INTO journeys_calendarfeed (person_id, digest, made_at)
VALUES (%(person)s, encode(sha256(convert_to(%(token)s, 'UTF8')), 'hex'), now())
ON CONFLICT (person_id) DO UPDATE SET digest = EXCLUDED.digest
"""


def measure(size: int) -> list[Row]:
    """CPU of a page with all the rows ÷ with a fifth of them; `size` says nothing."""
    del size
    with served(scale=0.02) as small, served(scale=0.02) as large:
        fill(small.database, FEW, viewer=small.member)
        fill(large.database, 1, viewer=large.member)
        sites = [(site, _keys(site)) for site in (small, large)]
        pages = [
            Row("P10", f"{path}, all rows ÷ a fifth", _ratio(path, sites), limit)
            for paths, limit in ((PAGES + FOR_ADMINS, 1.2), (WHOLE, 1 / FEW))
            for path in paths
        ]
        return pages + _searches(large)


def _ratio(path: str, sites: list[tuple[Served, dict[str, object]]]) -> float:
    """By turns, so that both meet the same noise."""
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for (site, keys), costs in zip(sites, found, strict=True):
            role = "admin" if path in FOR_ADMINS else "member"
            visit = partial(site.get, path.format(**keys), role=role)
            visit()
            costs.append(site.cpu_of(visit, times=TIMES, rounds=1))
    few, many = (statistics.median(costs) for costs in found)
    return many / few


def _keys(site: Served) -> dict[str, object]:
    """What stands in the addresses: the first of each, and a calendar's token."""
    token = "a-token-of-a-bench"
    with psycopg.connect(site.database, autocommit=True) as session:
        session.execute(FEED, {"person": site.member, "token": token})
        found = session.execute(KEYS)
        names = [column.name for column in found.description or ()]
        values = found.fetchone()
    assert values
    return {**dict(zip(names, values, strict=True)), "token": token}


def _searches(site: Served) -> list[Row]:
    """CPU seconds of server and database ÷ those that somebody waits for at most."""
    found = []
    for name, word in WORDS.items():
        page = partial(site.get, f"/search/?q={word}")
        palette = partial(site.get, f"/search/suggest/?q={word}", fragment=True)
        for where, visit in (("page", page), ("palette", palette)):
            visit()
            what = f"search for a {name} word, {where} ÷ {SEARCH_SECONDS} s"
            cost = site.cpu_of(visit, times=TIMES)
            found.append(Row("P10", what, cost / SEARCH_SECONDS, 1))
    return found
