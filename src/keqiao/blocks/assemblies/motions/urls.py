"""Addresses of motions at the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .pages import book, motion

urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:code>/motions/", book.motions, name="motions"),
    path("<str:code>/motions/sheet/", book.sheet, name="motions_sheet"),
    path("<str:code>/motions/assigned/", book.assigned_to, name="motions_assigned"),
    path("<str:code>/motions/<uuid:motion_id>/", motion.motion, name="motion"),
    path("<str:code>/motions/<uuid:motion_id>/file/", motion.motion_file, name="motion_file"),
]
