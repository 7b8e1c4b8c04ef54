"""Invitations: sent by an admin, opened once by whoever has the link."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.mail import get_connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from alignment.http import PersonRequest
from alignment.live import publish
from alignment.mail import letter
from alignment.people import access
from alignment.people.forms.invitation import AcceptForm, InvitationForm
from alignment.people.models import Invitation, InvitationGone
from alignment.people.operations.invitation import AlreadyKnown, accept, invite
from alignment.people.queries.person import first_steps

logger = logging.getLogger(__name__)
PATIENCE_SECONDS = 5
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def invitation_add(request: PersonRequest) -> HttpResponse:
    access.must_admin(request.user)
    form = InvitationForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            invitation, secret = invite(by=request.user, **form.cleaned_data)
            publish("people")
            return _sent(request, invitation, secret)
        except AlreadyKnown as reason:
            form.add_error("email", str(reason))
    status = 422 if request.method == "POST" else 200
    return render(request, "people/invitation_add.html", {"form": form}, status=status)


@require_POST
def invitation_resend(request: PersonRequest, pk: int) -> HttpResponse:
    invitation = access.invitation_to_edit(request.user, pk)
    try:
        secret = invitation.resend(by=request.user)
    except InvitationGone as reason:
        messages.error(request, str(reason))
        return redirect("people:person-list")
    publish("people")
    return _sent(request, invitation, secret)


@require_POST
def invitation_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    invitation = access.invitation_to_edit(request.user, pk)
    try:
        invitation.withdraw(by=request.user)
        messages.success(request, f"{invitation.name} is not invited any more.")
    except InvitationGone as reason:
        messages.error(request, str(reason))
    publish("people")
    return redirect("people:person-list")


@login_not_required
@never_cache
@sensitive_post_parameters()
def invitation_accept(request: PersonRequest, secret: str) -> HttpResponse:
    """The page behind the link. Wrong, old and used links all look the same."""
    invitation = access.invitation_to_accept(secret)
    if invitation is None:
        return render(request, "people/invitation_gone.html", status=404)
    form = AcceptForm(request.POST or None, invitation=invitation)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"form": form, "invitation": invitation}
        return render(request, "people/invitation_accept.html", context, status=status)
    name, password = form.cleaned_data["name"], form.cleaned_data["password1"]
    try:
        person = accept(invitation=invitation, name=name, password=password)
    except InvitationGone:
        return render(request, "people/invitation_gone.html", status=404)
    publish("people")
    login(request, person, backend=BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _sent(request: PersonRequest, invitation: Invitation, secret: str) -> HttpResponse:
    """Say that the mail is on its way; without one, show the link this one time."""
    link = settings.SITE_URL + Invitation.path(secret)
    done = first_steps(viewer=request.user).is_done
    following = "people:person-list" if done else "people:welcome-show"
    if _mailed(invitation, link):
        messages.success(request, f"{invitation.name} was invited by mail.")
        return redirect(following)
    context = {
        "invitation": invitation,
        "link": link,
        "following": reverse(following),
        "has_mail_server": bool(settings.EMAIL_HOST),
    }
    response = render(request, "people/invitation_link.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _mailed(invitation: Invitation, link: str) -> bool:
    """Send it here and now: the secret of the link is nowhere but in this request.

    A mail server that is slow to answer counts as away, so that nobody waits long.
    """
    if not settings.EMAIL_HOST:
        return False
    context = {"invitation": invitation, "link": link}
    mail = letter("mail/invitation", to=invitation.email, context=context)
    mail.connection = get_connection(timeout=PATIENCE_SECONDS)
    try:
        mail.send()
    except (OSError, SMTPException):
        logger.exception("An invitation could not be mailed")
        return False
    return True
