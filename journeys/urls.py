from django.urls import path

from journeys.views import (
    handover,
    history,
    initiative,
    insight,
    journey,
    kickoff,
    owner,
    person,
    phase,
    release,
    release_upload,
    step,
)

app_name = "journeys"
ONE = "journeys/<slug:slug>/"
PHASE = f"{ONE}phases/<int:pk>/"
STEP = f"{ONE}steps/<int:pk>/"
RELEASE = "releases/<slug:slug>/"
INITIATIVE = "initiatives/<slug:slug>/"
KICKOFF = f"{INITIATIVE}kickoff/"

urlpatterns = [
    path("journeys/", journey.journey_list, name="journey-list"),
    path("journeys/add/", journey.journey_add, name="journey-add"),
    path(ONE, journey.journey_show, name="journey-show"),
    path(f"{ONE}edit/", journey.journey_edit, name="journey-edit"),
    path(f"{ONE}archive/", journey.journey_archive, name="journey-archive"),
    path(f"{ONE}restore/", journey.journey_restore, name="journey-restore"),
    path(f"{ONE}hush/", journey.journey_hush, name="journey-hush"),
    path(f"{ONE}history/", history.journey_history, name="journey-history"),
    path(f"{ONE}accept/", owner.owner_accept, name="owner-accept"),
    path(f"{ONE}decline/", owner.owner_decline, name="owner-decline"),
    path(f"{ONE}owners/<str:side>/", owner.owner_appoint, name="owner-appoint"),
    path(f"{ONE}confirm/", owner.journey_confirm, name="journey-confirm"),
    path(
        f"{ONE}handover/<str:side>/", handover.handover_propose, name="handover-propose"
    ),
    path(
        "handovers/<int:pk>/accept/", handover.handover_accept, name="handover-accept"
    ),
    path(
        "handovers/<int:pk>/decline/",
        handover.handover_decline,
        name="handover-decline",
    ),
    path(
        "handovers/<int:pk>/withdraw/",
        handover.handover_withdraw,
        name="handover-withdraw",
    ),
    path(f"{ONE}phases/add/", phase.phase_add, name="phase-add"),
    path(f"{PHASE}rename/", phase.phase_rename, name="phase-rename"),
    path(f"{PHASE}move/", phase.phase_move, name="phase-move"),
    path(f"{PHASE}remove/", phase.phase_remove, name="phase-remove"),
    path(f"{ONE}steps/add/", step.step_add, name="step-add"),
    path(STEP, step.step_edit, name="step-edit"),
    path(f"{STEP}move/", step.step_move, name="step-move"),
    path(f"{STEP}remove/", step.step_remove, name="step-remove"),
    path(f"{STEP}restore/", step.step_restore, name="step-restore"),
    path("people/<int:pk>/journeys/", person.person_journeys, name="person-journeys"),
    path("initiatives/", initiative.initiative_list, name="initiative-list"),
    path("initiatives/add/", initiative.initiative_add, name="initiative-add"),
    path(INITIATIVE, initiative.initiative_show, name="initiative-show"),
    path(
        f"{INITIATIVE}history/", history.initiative_history, name="initiative-history"
    ),
    path(f"{INITIATIVE}edit/", initiative.initiative_edit, name="initiative-edit"),
    path(f"{INITIATIVE}move/", initiative.initiative_move, name="initiative-move"),
    path(KICKOFF, kickoff.kickoff_show, name="kickoff-show"),
    path(f"{KICKOFF}history/", history.kickoff_history, name="kickoff-history"),
    path(f"{KICKOFF}edit/", kickoff.kickoff_edit, name="kickoff-edit"),
    path(
        f"{KICKOFF}answers/<slug:question>/",
        kickoff.kickoff_answer,
        name="kickoff-answer",
    ),
    path(f"{KICKOFF}ask/", kickoff.kickoff_ask, name="kickoff-ask"),
    path(f"{KICKOFF}accept/", kickoff.kickoff_accept, name="kickoff-accept"),
    path(f"{KICKOFF}decline/", kickoff.kickoff_decline, name="kickoff-decline"),
    path(f"{KICKOFF}deputy/", kickoff.kickoff_deputy, name="kickoff-deputy"),
    path(f"{KICKOFF}schedule/", kickoff.kickoff_schedule, name="kickoff-schedule"),
    path(f"{KICKOFF}hold/", kickoff.kickoff_hold, name="kickoff-hold"),
    path("insights/", insight.insight_list, name="insight-list"),
    path("insights/add/", insight.insight_add, name="insight-add"),
    path("insights/<int:pk>/", insight.insight_show, name="insight-show"),
    path("insights/<int:pk>/history/", history.insight_history, name="insight-history"),
    path("insights/<int:pk>/answer/", insight.insight_answer, name="insight-answer"),
    path("insights/<int:pk>/link/", insight.insight_link, name="insight-link"),
    path(
        "insights/<int:pk>/withdraw/",
        insight.insight_withdraw,
        name="insight-withdraw",
    ),
    path("releases/", release.release_list, name="release-list"),
    path("releases/add/", release.release_add, name="release-add"),
    path("releases/upload/", release_upload.release_upload, name="release-upload"),
    path(RELEASE, release.release_show, name="release-show"),
    path(f"{RELEASE}history/", history.release_history, name="release-history"),
    path(f"{RELEASE}edit/", release.release_edit, name="release-edit"),
    path(f"{RELEASE}remove/", release.release_remove, name="release-remove"),
    path(
        "releases/restore/<int:event>/",
        release.release_restore,
        name="release-restore",
    ),
]
