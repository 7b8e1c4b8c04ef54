"""Every address that answers to GET, sorted by how a browser gets there."""

from tests.policies import gather

# Not pages, each with what it is instead; test_pages.py holds them to it.
MACHINE, STREAM, FILE, ONWARD = "for machines", "a stream", "a file", "leads on at once"
PAPER = "a paper"
CALENDAR = "for calendars"
NOT_PAGES = {
    "health-live": MACHINE,
    "health-ready": MACHINE,
    "live-stream": STREAM,
    "journeys:requirement-export": FILE,
    "journeys:kickoff-day": FILE,
    "journeys:kickoff-print": PAPER,
    "journeys:workaround-export": FILE,
    "search:search-suggest": ONWARD,
    "audit:audit-export": FILE,
    "journeys:meeting-export": FILE,
    "journeys:feed-read": CALENDAR,
    "kpis:contact-export": FILE,
    "kpis:import-refused-export": FILE,
    "mfa_download_recovery_codes": FILE,
    "account_signup": ONWARD,
    "account_email": ONWARD,
    "people:demo-show": ONWARD,
    "actions:notification-count": ONWARD,
    "actions:notification-show": ONWARD,
    "actions:mention-list": MACHINE,
}
# No link of the demo leads there: an address is brought about first (making.py).
MADE = {
    "account_set_password",
    "journeys:customer-test-edit",
    "journeys:customer-test-show",
    "actions:comment-edit",
    "actions:mail-choice-stop",
    "journeys:owner-appoint",
    "journeys:requirement-edit",
    "kpis:import-check",
    "kpis:import-match",
    "kpis:import-refused",
    "people:invitation-accept",
}
# Ways in and out of an account, for which one needs an account (test_account.py).
OUTSIDE = {
    "account_inactive",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
}
WITH_PASSWORD = {"account_change_password", "account_logout", "account_reauthenticate"}
WITH_SECOND_FACTOR = {
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}
# Only while the organisation begins (test_empty.py).
# For people of product; whoever judges pages is of ops (test_meetings.py).
OF_PRODUCT = {"journeys:floor-time-add"}
FIRST_RUN = {"people:welcome-add", "people:welcome-show"}

ELSEWHERE = MADE | OUTSIDE | WITH_PASSWORD | WITH_SECOND_FACTOR | FIRST_RUN
ELSEWHERE |= OF_PRODUCT
RULES, _ = gather()
ALL = {name for name, rule in RULES.items() if rule.method == "get"}
LINKED = ALL - ELSEWHERE - set(NOT_PAGES)
