"""What pages about people need: words of sides and roles, and settings' places."""

import re
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from alignment.people.models import Organisation, Person

register = template.Library()
CHAT_SCHEMES = ("https://", "http://", "msteams:", "slack:", "xmpp:", "sip:")


@register.filter
def word(organisation: Organisation, side: str) -> str:
    """`{{ organisation|word:person.side }}`: what this side is called here."""
    return organisation.word(side)


@register.filter
def chat_link(person: Person) -> str:
    """The address behind their chat, when it is one that a browser may open."""
    return person.chat if person.chat.startswith(CHAT_SCHEMES) else ""


@register.filter
def phone_link(person: Person) -> str:
    """`tel:` and the digits; nothing where no phone is given."""
    digits = re.sub(r"[^0-9+]", "", person.phone)
    return f"tel:{digits}" if digits else ""


BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome"}
SYSTEMS = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "a Mac",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent: str) -> str:
    """“Firefox on Windows”, as far as the browser tells."""
    named = (name for mark, name in BROWSERS.items() if mark in user_agent)
    program = next(named, "Safari" if "Safari" in user_agent else "A browser")
    systems = (name for mark, name in SYSTEMS.items() if mark in user_agent)
    system = next(systems, "")
    return f"{program} on {system}" if system else program


@dataclass(frozen=True)
class Place:
    name: str
    icon: str
    route: str
    root: str


PLACES = (
    Place("About you", "user", "people:settings-edit", "/settings/"),
    Place("Mails to you", "mail", "actions:mail-choice-edit", "/settings/mails/"),
    Place("Password", "key-round", "account_change_password", "/accounts/password/"),
    Place("Two-factor sign-in", "shield-check", "mfa_index", "/accounts/2fa/"),
    Place("Devices", "monitor-smartphone", "usersessions_list", "/accounts/sessions/"),
)
ADMIN_PLACES = (
    Place("People", "users", "people:person-list", "/settings/people/"),
    Place("Teams", "network", "people:team-list", "/settings/teams/"),
    Place(
        "Organisation",
        "building-2",
        "people:organisation-edit",
        "/settings/organisation/",
    ),
    Place("Audit", "scroll-text", "audit:audit-list", "/settings/audit/"),
)


@register.simple_tag(takes_context=True)
def settings_places(context: Any) -> list[dict[str, Any]]:
    """The pages of the settings that are open to whoever asks."""
    request = context["request"]
    shown = PLACES + (ADMIN_PLACES if request.user.is_admin else ())
    within = [one for one in shown if request.path.startswith(one.root)]
    here = max(within, key=lambda one: len(one.root), default=None)
    return [
        {"place": one, "url": reverse(one.route), "here": one is here} for one in shown
    ]
