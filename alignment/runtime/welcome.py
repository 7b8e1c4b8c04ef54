"""What the terminal says once the product is up."""

from django.conf import settings
from django.db import Error, connection

from alignment.people.models import Organisation
from alignment.people.queries.demo import demo_cast

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def cast() -> str:
    """The demo people to sign in as, with their roles; empty until they are there."""
    try:
        organisation = Organisation.current()
        people = [
            f"  {person.name:<22} {person.get_role_display():<8}"
            f" {organisation.word(group.side)}"
            for group in demo_cast()
            for person in group.first
        ]
    except Error:
        return ""
    finally:
        connection.close()
    if not people:
        return ""
    lines = ["Sign in with one click as one of the demo people:", *people]
    if settings.HOST not in LOOPBACK:
        lines.append("Anybody who reaches this address can do so. DEMO=0 starts empty.")
    return "\n".join([*lines, ""])
