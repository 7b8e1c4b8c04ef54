"""One row of everything, for requests of every route by every role."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from alignment.people.models import Invitation, Person, Role, Side
from journeys.models import Handover, RequirementUpload
from kpis.models import ContactImport, Reason, Source, Target
from tests import make

SECRET = "a-secret-that-stands-in-the-link"
ROLES = ("agent", "member", "leader", "admin")


@dataclass
class World(SimpleNamespace):
    """Rows by noun; `people` has one person a role and `me` is who asks."""

    me: Person | None = None


def build() -> World:
    world = World()
    _people(world)
    _journeys(world)
    _contacts(world)
    world.action = make.action(
        "Add the refund date", world.ops_owner, timezone.localdate()
    )
    world.thread = make.thread(world.action, world.ops_owner, world.product_owner)
    return world


def _people(world: World) -> None:
    world.product_team = make.team("Digital", Side.PRODUCT)
    world.team = make.team("Care", Side.OPS)
    world.people = {
        role: make.person(f"Any {role.title()}", world.team, role=Role(role))
        for role in ROLES
    }
    world.product_owner = make.person("Petra Lind", world.product_team)
    world.ops_owner = make.person("Omar Haddad", world.team)
    world.person = make.person("Olga Stein", world.team)
    make.person("Second Admin", world.team, role=Role.ADMIN)
    world.secret = SECRET
    world.invitation = Invitation.objects.create(
        email="new@example.org",
        name="New Person",
        team=world.team,
        invited_by=world.people["admin"],
        expires_at=timezone.now() + timedelta(days=1),
        digest=hashlib.sha256(SECRET.encode()).hexdigest(),
    )


def _journeys(world: World) -> None:
    world.journey = make.journey("Move home", world.product_owner, world.ops_owner)
    world.draft = make.journey(
        "Pay a bill", world.product_owner, world.ops_owner, live=False
    )
    world.phase = world.journey.phases.first()
    world.step = world.phase.steps.first()
    world.handover = Handover.objects.create(
        journey=world.journey,
        side=Side.OPS,
        giver=world.ops_owner,
        receiver=world.person,
        proposed_by=world.ops_owner,
    )
    world.initiative = make.initiative("QR labels", world.product_owner, world.journey)
    world.kickoff = make.kickoff(world.initiative)
    world.decision = make.decision(
        "Do we ask first?", world.initiative, world.product_owner
    )
    (world.requirement,) = make.requirements(
        world.initiative, world.product_owner, "Say when the label comes"
    )
    world.requirement_upload = RequirementUpload.objects.create(
        initiative=world.initiative, count=0, by=world.product_owner
    )
    world.customer_test = make.customer_test(world.initiative, world.product_owner)
    world.insight = make.insight("Where is it?", world.journey, world.ops_owner)
    world.meeting = make.meeting(
        "Listen to calls", world.product_owner, timezone.now(), world.ops_owner
    )
    world.release = make.release(
        "Meter photo", timezone.localdate(), world.product_owner, world.journey
    )
    world.workaround = make.workaround("Copy readings", world.step, world.ops_owner)


def _contacts(world: World) -> None:
    world.source = Source.objects.create(name="Phones", slug="phones")
    world.reason = Reason.objects.create(
        source=world.source, label="Bill", journey=world.journey, step=world.step
    )
    world.contact_import = ContactImport.objects.create(
        source=world.source,
        file="imports/none.csv",
        file_name="none.csv",
        file_bytes=0,
        created_by=world.people["admin"],
    )
    world.target = Target.objects.create(
        journey=world.journey,
        metric=Target.Metric.AHT,
        value=300,
        proposed_by=world.product_owner,
    )
