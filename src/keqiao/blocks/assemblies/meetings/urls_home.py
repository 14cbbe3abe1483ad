"""Addresses of meetings in the home of whoever is invited."""

from __future__ import annotations

from django.urls import path

from .pages import mine, own_calendar

app_name = "my_meetings"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("calendar/", own_calendar.own_calendar, name="own_calendar"),
    path("feed/<str:secret>.ics", own_calendar.feed_page, name="feed"),
    path("<uuid:meeting>/", mine.my_meeting, name="meeting"),
    path("<uuid:meeting>/reply/", mine.reply, name="reply"),
    path("<uuid:meeting>/calendar/", mine.my_entry, name="entry"),
    path("<uuid:meeting>/sign-in/<str:code>/", mine.sign_in_page, name="sign_in"),
    path("<uuid:meeting>/papers/<uuid:paper>/", mine.my_paper, name="paper"),
]
