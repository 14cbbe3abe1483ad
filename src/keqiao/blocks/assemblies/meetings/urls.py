"""Addresses of meetings at the desk."""

from __future__ import annotations

from django.urls import path

from .pages import listed, meeting, papers, people, rules, screen

urlpatterns = [
    path("<str:code>/meetings/", listed.meetings, name="meetings"),
    path("<str:code>/decisions/", listed.decisions, name="meeting_decisions"),
    path("<str:code>/rules/<uuid:body>/", rules.rules, name="meeting_rules"),
    path("<str:code>/rules/<uuid:body>/<uuid:version>/", rules.rules_file, name="meeting_rules_file"),
    path("<str:code>/meetings/<uuid:meeting>/", meeting.meeting, name="meeting"),
    path("<str:code>/meetings/<uuid:meeting>/move/", meeting.move, name="meeting_move"),
    path("<str:code>/meetings/<uuid:meeting>/agenda/", meeting.agenda_file, name="meeting_agenda"),
    path("<str:code>/meetings/<uuid:meeting>/minutes/", meeting.minutes_document, name="meeting_minutes"),
    path("<str:code>/meetings/<uuid:meeting>/calendar/", meeting.calendar_file, name="meeting_calendar"),
    path("<str:code>/meetings/<uuid:meeting>/people/", people.people, name="meeting_people"),
    path("<str:code>/meetings/<uuid:meeting>/people/sheet/", people.sheet, name="meeting_sheet"),
    path("<str:code>/meetings/<uuid:meeting>/entrance/<str:pass_code>/", people.entrance, name="meeting_entrance"),
    path("<str:code>/meetings/<uuid:meeting>/papers/", papers.add, name="meeting_papers"),
    path("<str:code>/meetings/<uuid:meeting>/papers/<uuid:paper>/", papers.paper, name="meeting_paper"),
    path("<str:code>/meetings/<uuid:meeting>/screen/", screen.screen, name="meeting_screen"),
    path("<str:code>/meetings/<uuid:meeting>/screen/now/", screen.screen_now, name="meeting_screen_now"),
    path("<str:code>/meetings/<uuid:meeting>/screen/code/", screen.screen_code, name="meeting_screen_code"),
    path("<str:code>/meetings/<uuid:meeting>/poster/", screen.poster, name="meeting_poster"),
]
