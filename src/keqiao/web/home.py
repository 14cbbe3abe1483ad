"""The home (我的): who I am here, the bodies I sit in, and what other rooms have for me."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import LOGIN, page
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post
from keqiao.look.panels import panels_of


@require_safe
@page(LOGIN)
def home(request: HttpRequest) -> HttpResponse:
    """A person's own page."""
    person = request.user.person if isinstance(request.user, User) else None
    context = {
        "person": person,
        "posts": list(_posts(person)) if person is not None else [],
        "next": panels_of("home_next", request, person) if person is not None else [],
        "panels": panels_of("home", request, person) if person is not None else [],
    }
    return render(request, "web/home.html", context)


def _posts(person: Person) -> list[Post]:
    """Posts that the person holds today, in terms that no later one has replaced."""
    held = Post.objects.filter(holds_on(today()), person=person, term__starts__lte=today())
    posts = held.select_related("term__body__organisation").order_by("term__body", "-term__starts")
    latest: dict[int, Post] = {}
    for post in posts:
        latest.setdefault(post.term.body_id, post)
    return list(latest.values())
