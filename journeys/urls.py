from django.urls import path

from journeys.views import (
    attendance,
    busy_calendar,
    calendar_feed,
    customer_test,
    decision,
    floor_time,
    handover,
    history,
    initiative,
    insight,
    journey,
    kickoff,
    meeting,
    meeting_coverage,
    owner,
    person,
    phase,
    release,
    release_upload,
    requirement,
    requirement_upload,
    step,
    use_report,
    workaround,
)
from journeys.views import slice as drawing

app_name = "journeys"
ONE = "journeys/<slug:slug>/"
PHASE = f"{ONE}phases/<int:pk>/"
STEP = f"{ONE}steps/<int:pk>/"
REQUIREMENTS = "initiatives/<slug:slug>/requirements/"
RELEASE = "releases/<slug:slug>/"
INITIATIVE = "initiatives/<slug:slug>/"
DECISION = "decisions/<int:pk>/"
KICKOFF = f"{INITIATIVE}kickoff/"
MEETING = "meetings/<int:pk>/"
WORKAROUND = "workarounds/<int:pk>/"

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
    path(f"{KICKOFF}print.pdf", kickoff.kickoff_print, name="kickoff-print"),
    path(f"{KICKOFF}day.ics", kickoff.kickoff_day, name="kickoff-day"),
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
    path(REQUIREMENTS, requirement.requirement_list, name="requirement-list"),
    path(
        f"{REQUIREMENTS}add/",
        requirement_upload.requirement_upload,
        name="requirement-upload",
    ),
    path(
        f"{REQUIREMENTS}group/", requirement.requirement_group, name="requirement-group"
    ),
    path(
        f"{REQUIREMENTS}rename/",
        requirement.requirement_rename,
        name="requirement-rename",
    ),
    path(
        f"{REQUIREMENTS}export/",
        requirement.requirement_export,
        name="requirement-export",
    ),
    path(f"{REQUIREMENTS}slice/", drawing.slice_change, name="slice-change"),
    path(
        "requirements/<int:pk>/", requirement.requirement_edit, name="requirement-edit"
    ),
    path(
        "requirements/uploads/<int:pk>/undo/",
        requirement_upload.requirement_upload_undo,
        name="requirement-upload-undo",
    ),
    path(
        f"{INITIATIVE}tests/add/",
        customer_test.customer_test_add,
        name="customer-test-add",
    ),
    path(
        "tests/<int:pk>/", customer_test.customer_test_show, name="customer-test-show"
    ),
    path(
        "tests/<int:pk>/edit/",
        customer_test.customer_test_edit,
        name="customer-test-edit",
    ),
    path("decisions/", decision.decision_list, name="decision-list"),
    path("decisions/add/", decision.decision_add, name="decision-add"),
    path(DECISION, decision.decision_show, name="decision-show"),
    path(f"{DECISION}edit/", decision.decision_edit, name="decision-edit"),
    path(f"{DECISION}approve/", decision.decision_approve, name="decision-approve"),
    path(f"{DECISION}withdraw/", decision.decision_withdraw, name="decision-withdraw"),
    path(f"{DECISION}insights/", decision.decision_link, name="decision-link"),
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
    path("meetings/", meeting.meeting_list, name="meeting-list"),
    path("meetings/add/", meeting.meeting_add, name="meeting-add"),
    path("meetings/check/", meeting.meeting_check, name="meeting-check"),
    path(
        "meetings/together/",
        meeting_coverage.meeting_coverage_show,
        name="meeting-coverage-show",
    ),
    path("meetings/calendar/", calendar_feed.calendar_show, name="calendar-show"),
    path("meetings/calendar/renew/", calendar_feed.feed_renew, name="feed-renew"),
    path("meetings/calendar/end/", calendar_feed.feed_revoke, name="feed-revoke"),
    path("meetings/calendar/file/", busy_calendar.busy_upload, name="busy-upload"),
    path("meetings/calendar/follow/", busy_calendar.busy_follow, name="busy-follow"),
    path("meetings/calendar/forget/", busy_calendar.busy_forget, name="busy-forget"),
    path("calendar/<str:token>.ics", calendar_feed.feed_read, name="feed-read"),
    path("meetings/floor/", floor_time.floor_time_list, name="floor-time-list"),
    path("meetings/floor/add/", floor_time.floor_time_add, name="floor-time-add"),
    path(MEETING, meeting.meeting_show, name="meeting-show"),
    path(f"{MEETING}history/", history.meeting_history, name="meeting-history"),
    path(f"{MEETING}edit/", meeting.meeting_edit, name="meeting-edit"),
    path(f"{MEETING}notes/", meeting.meeting_write, name="meeting-write"),
    path(f"{MEETING}cancel/", meeting.meeting_cancel, name="meeting-cancel"),
    path(f"{MEETING}came/", attendance.attendance_note, name="attendance-note"),
    path("meetings/<int:pk>.ics", meeting.meeting_export, name="meeting-export"),
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
    path("workarounds/", workaround.workaround_list, name="workaround-list"),
    path(
        "workarounds/workarounds.<str:kind>",
        workaround.workaround_export,
        name="workaround-export",
    ),
    path("workarounds/add/", workaround.workaround_add, name="workaround-add"),
    path(WORKAROUND, workaround.workaround_show, name="workaround-show"),
    path(f"{WORKAROUND}edit/", workaround.workaround_edit, name="workaround-edit"),
    path(
        f"{WORKAROUND}accept/", workaround.workaround_accept, name="workaround-accept"
    ),
    path(
        f"{WORKAROUND}reject/", workaround.workaround_reject, name="workaround-reject"
    ),
    path(f"{WORKAROUND}owner/", workaround.workaround_give, name="workaround-give"),
    path(f"{WORKAROUND}fix/", workaround.workaround_plan, name="workaround-plan"),
    path(
        f"{WORKAROUND}retire/", workaround.workaround_retire, name="workaround-retire"
    ),
    path(
        f"{WORKAROUND}reopen/", workaround.workaround_reopen, name="workaround-reopen"
    ),
    path(f"{WORKAROUND}ask/", use_report.use_ask, name="use-ask"),
    path(f"{WORKAROUND}answer/", use_report.use_answer, name="use-answer"),
]
