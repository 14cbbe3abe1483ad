"""The home (我的): who I am here, the bodies I sit in, and what other rooms have for me."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import LOGIN, page
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post
from keqiao.look.panels import panels_of


@require_safe
@page(LOGIN)
def home(request: HttpRequest) -> HttpResponse:
    """A person's own page."""
    person = request.user.person if isinstance(request.user, User) else None
    panels = panels_of("home", request, person) if person is not None else []
    return render(request, "web/home.html", {"person": person, "panels": panels})


def posts_panel(request: HttpRequest, subject: object) -> str:
    """The posts a person holds, by organisation: below what comes next for them, above what rarely changes."""
    assert isinstance(subject, Person)
    groups = groupby(_posts(subject), key=lambda post: post.term.body.organisation)
    context = {"groups": [(unit, list(posts)) for unit, posts in groups]}
    return render_to_string("web/panel_posts.html", context, request)


def _posts(person: Person) -> list[Post]:
    """Posts that the person holds today, in terms that no later one has replaced."""
    held = person.posts.running(today()).select_related("term__body__organisation")
    return list(held.order_by("term__body__organisation", "term__body", "pk"))
