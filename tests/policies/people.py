"""People, settings, and the pages of sign-in that are served."""

from typing import Any

from tests.policies.rule import Rule


def person(world: Any) -> list[Any]:
    return [world.person.pk]


def team(world: Any) -> list[Any]:
    return [world.team.slug]


def invitation(world: Any) -> list[Any]:
    return [world.invitation.pk]


GONE = "Not there once somebody exists."
DEMO = "Not there outside the demo."
RULES: dict[str, Rule] = {
    "people:person-show": Rule("agent", person),
    "people:team-show": Rule("agent", team),
    "people:settings-edit": Rule("agent"),
    "people:person-list": Rule("admin"),
    "people:person-edit": Rule("admin", person),
    "people:person-deactivate": Rule("admin", person, method="post"),
    "people:person-reactivate": Rule("admin", person, method="post"),
    "people:second-factor-remove": Rule("admin", person, method="post"),
    "people:invitation-add": Rule("admin"),
    "people:invitation-resend": Rule("admin", invitation, method="post"),
    "people:invitation-withdraw": Rule("admin", invitation, method="post"),
    "people:invitation-accept": Rule("anyone", lambda world: [world.secret]),
    "people:team-list": Rule("admin"),
    "people:team-add": Rule("admin"),
    "people:team-edit": Rule("admin", team),
    "people:team-delete": Rule("admin", team, method="post"),
    "people:organisation-edit": Rule("admin"),
    "people:theme-set": Rule("anyone", method="post", data={"theme": "dark"}),
    "people:welcome-add": Rule("anyone", answers=404, why=GONE),
    "people:welcome-show": Rule("admin"),
    "people:demo-show": Rule("anyone", answers=404, why=DEMO),
    "people:demo-sign-in": Rule("anyone", method="post", answers=404, why=DEMO),
    "account_login": Rule("anyone"),
    "account_logout": Rule("anyone"),
    "account_inactive": Rule("anyone"),
    "account_signup": Rule("anyone", why="Sends to sign-in: nobody signs up."),
    "account_email": Rule("agent", why="Sends to the settings."),
    "account_reauthenticate": Rule(
        "agent", answers=403, why="The people of the tests have no password to enter."
    ),
    "account_change_password": Rule("agent"),
    "account_set_password": Rule("agent"),
    "account_reset_password": Rule("anyone"),
    "account_reset_password_done": Rule("anyone"),
    "account_reset_password_from_key": Rule("anyone", lambda world: ["1", "a-b"]),
    "account_reset_password_from_key_done": Rule("anyone"),
    "mfa_index": Rule("agent"),
    "mfa_authenticate": Rule("anyone", why="Sends to sign-in outside of signing in."),
    "mfa_reauthenticate": Rule("agent", answers=403, why="Nobody has a second factor."),
    "mfa_activate_totp": Rule("agent"),
    "mfa_deactivate_totp": Rule("agent", answers=404, why="It is not on."),
    "mfa_view_recovery_codes": Rule("agent", answers=404, why="There are none."),
    "mfa_generate_recovery_codes": Rule("agent"),
    "mfa_download_recovery_codes": Rule("agent", answers=404, why="There are none."),
    "usersessions_list": Rule("agent"),
}
