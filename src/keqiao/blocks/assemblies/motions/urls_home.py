"""Addresses of motions at home: one's own."""

from __future__ import annotations

from django.urls import path

from .pages import mine

app_name = "motions"
urlpatterns = [
    path("", mine.my_motions, name="mine"),
    path("new/<uuid:post_id>/", mine.new_motion, name="new"),
    path("<uuid:motion_id>/", mine.my_motion, name="mine_one"),
    path("<uuid:motion_id>/file/", mine.my_motion_file, name="mine_file"),
]
