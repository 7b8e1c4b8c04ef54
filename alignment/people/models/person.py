"""A person who signs in."""

from collections.abc import Collection
from typing import Any

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alignment.people.models.team import Membership, Side, Team


def initials_of(name: str) -> str:
    """One or two letters for the avatar; “(they)” and “/ Care” are no names."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = "".join(word[0] for word in [*words[:1], *words[1:][-1:]])
    return letters.upper() or name[:1]


class Role(models.TextChoices):
    AGENT = "agent", "Agent"
    MEMBER = "member", "Member"
    LEADER = "leader", "Leader"
    ADMIN = "admin", "Admin"


class PersonManager(BaseUserManager["Person"]):
    """Makes people; mail addresses are kept in lower case."""

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Person":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Person":
        return self.create_user(email, password, role=Role.ADMIN, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> "PersonQuerySet":
        return self.filter(is_active=True)

    def on(self, side: str) -> "PersonQuerySet":
        """Active people who may own things for a side: agents record, others own."""
        return self.active().filter(side=side).exclude(role=Role.AGENT)


PeopleManager = PersonManager.from_queryset(PersonQuerySet)


UNTOLD = (
    *("password", "last_login", "session_epoch", "is_demo"),
    *("theme", "legible_font", "larger_text", "shortcuts", "lens"),
)
"""What no history keeps: secrets, and how somebody likes their own screen."""


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=list(UNTOLD),
)
class Person(AbstractBaseUser):
    """Somebody of one side, in one or more teams of it."""

    class Theme(models.TextChoices):
        DEVICE = "", "Follow the device"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    email = models.EmailField("mail address", unique=True)
    name = models.CharField(max_length=80)
    side = models.CharField(max_length=7, choices=Side)
    role = models.CharField(max_length=6, choices=Role, default=Role.MEMBER)
    teams = models.ManyToManyField(Team, through=Membership, related_name="people")
    title = models.CharField("what they do", max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    chat = models.CharField("chat address", max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    deactivated_at = models.DateTimeField(null=True, editable=False)
    theme = models.CharField(max_length=5, choices=Theme, blank=True, default="")
    legible_font = models.BooleanField(default=False)
    larger_text = models.BooleanField(default=False)
    shortcuts = models.BooleanField("single-letter shortcuts", default=True)
    lens = models.CharField(max_length=8, default="shared", editable=False)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    objects = PeopleManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "side"]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_is_unique"),
            models.CheckConstraint(
                condition=models.Q(side__in=Side.values), name="person_side_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="person_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:person-show", args=[self.pk])

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.email

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN

    @property
    def edits(self) -> bool:
        """Whether they may change journeys and numbers: everybody but agents."""
        return self.role != Role.AGENT

    @property
    def is_staff(self) -> bool:
        """Django's admin is for admins only."""
        return self.is_admin

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_active and self.is_admin

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_admin

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must carry: a new password or epoch ends every old one."""
        salt = "alignment.people.models.person.session"
        value = f"{self.password}:{self.session_epoch}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()

    def may_own_for(self, side: str) -> bool:
        """Agents own nothing, the others own for their own side."""
        return self.edits and self.side == side

    def look_through(self, lens: str) -> None:
        """Keep the lens they looked through last. Safe to repeat."""
        if self.lens != lens:
            self.lens = lens
            self.save(update_fields=["lens"])

    @transaction.atomic
    def deactivate(self, *, by: "Person") -> None:
        """End their access and sessions; what they own shows as orphaned.

        Safe to repeat. Raises LastAdmin: somebody must be able to let others in.
        """
        self._lock_beside_an_admin()
        if not self.is_active:
            return
        self.is_active, self.deactivated_at = False, timezone.now()
        self.session_epoch += 1
        self.save(update_fields=["is_active", "deactivated_at", "session_epoch"])

    @transaction.atomic
    def reactivate(self, *, by: "Person") -> None:
        """Let them in again; what they own is theirs as before. Safe to repeat."""
        self.refresh_from_db(from_queryset=Person.objects.select_for_update())
        self.is_active, self.deactivated_at = True, None
        self.save(update_fields=["is_active", "deactivated_at"])

    @transaction.atomic
    def take_role(self, role: str, *, by: "Person") -> None:
        """Give them another role, which counts from the next request.

        Safe to repeat. Raises LastAdmin, and StillOwns where an agent-to-be owns
        something, or a member-to-be sponsors something: the database keeps both.
        """
        if role == Role.ADMIN:
            self.refresh_from_db(from_queryset=Person.objects.select_for_update())
        else:
            self._lock_beside_an_admin()
        self.role = role
        try:
            with transaction.atomic():
                self.save(update_fields=["role"])
        except IntegrityError as refusal:
            raise StillOwns(
                f"{self.name} owns journeys, steps or workarounds, is asked to take"
                " one over, or sponsors a kickoff. Hand over first: agents own nothing,"
                " and only leaders sponsor."
            ) from refusal

    def _lock_beside_an_admin(self) -> None:
        """Lock the person and all admins. Raises LastAdmin when nobody else is one.

        The locks are taken in one order, so that of two admins who remove each
        other at once the second finds itself the last.
        """
        people = Person.objects.select_for_update().order_by("pk")
        admins = models.Q(role=Role.ADMIN, is_active=True)
        locked = list(people.filter(admins | models.Q(pk=self.pk)))
        self.refresh_from_db()
        others = [one for one in locked if one != self and one.is_admin]
        if self.is_admin and self.is_active and not others:
            raise LastAdmin(
                "This is the only admin. Make somebody else an admin first."
            )

    @transaction.atomic
    def join(self, team: Team) -> None:
        """Put them in a team of their own side. Raises WrongSide."""
        if team.side != self.side:
            raise WrongSide(f"{self.name} is not on the side of {team.name}.")
        Membership.objects.get_or_create(
            person=self, team=team, defaults={"side": self.side}
        )

    @transaction.atomic
    def place_in(self, teams: Collection[Team], *, by: "Person") -> None:
        """Make these their teams; their side follows. Safe to repeat.

        Raises WrongSide for no team or teams of both sides, and StandsForASide
        where the database keeps something that they own for their present side.
        """
        self.refresh_from_db(from_queryset=Person.objects.select_for_update())
        sides = {team.side for team in teams}
        if not sides:
            raise WrongSide("Choose at least one team.")
        if len(sides) > 1:
            raise WrongSide("Choose teams of one side. Nobody stands on both.")
        self.membership_set.exclude(team__in=teams).delete()
        self._stand_on(sides.pop())
        Membership.objects.bulk_create(
            [Membership(person=self, team=team, side=self.side) for team in teams],
            ignore_conflicts=True,
        )

    def _stand_on(self, side: str) -> None:
        if side == self.side:
            return
        try:
            with transaction.atomic():
                Person.objects.filter(pk=self.pk).update(side=side)
        except IntegrityError as refusal:
            raise StandsForASide(
                f"{self.name} owns journeys or steps for this side, is asked to take"
                " one over, or sponsors a kickoff. Hand over first, or choose teams of"
                " this side."
            ) from refusal
        self.side = side


class LastAdmin(Exception):
    """The one admin left cannot go."""


class WrongSide(Exception):
    """A person belongs to teams of one side."""


class StillOwns(Exception):
    """An owner hands over before they become an agent."""


class StandsForASide(Exception):
    """What somebody owns is owned for their side, so the side stays."""
