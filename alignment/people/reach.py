"""The way somebody says one reaches them."""

from urllib.parse import quote

from alignment.people.models import Person


def talk_url(person: Person, about: str) -> str:
    """Chat, else phone, else mail: the way they say one reaches them."""
    if person.chat.startswith(("https://", "http://")):
        return person.chat
    if person.phone:
        return f"tel:{quote(person.phone.replace(' ', ''), safe='+')}"
    return f"mailto:{person.email}?subject={quote(about)}"
