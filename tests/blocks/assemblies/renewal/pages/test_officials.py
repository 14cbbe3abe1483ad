"""领导干部兼职: who holds posts in societies, and which have no approval; names only for who may see them."""

from __future__ import annotations

from blocks.assemblies.renewal.conftest import Scene
from keqiao.blocks.assemblies.renewal.documents import approve_post
from keqiao.kernel.posts.models import Post
from plans.supervision.browsing import by, seen

PAGE = "/desk/assemblies/450200/renewal/officials/"


def test_posts_without_approval_are_listed_until_they_have_one(scene: Scene) -> None:
    official = scene.seat(scene.term, "director", scene.somebody(name="覃局长", leading_official=True))
    scene.seat(scene.body("standing_council"), "standing_director", official)
    clerk = by(scene.cast.clerk)
    page = seen(clerk, f"{PAGE}?show=without")
    assert page.count("覃局长") == 2  # the line, and what its link says to readers of screens
    assert "renewal.approve_post" in page
    post = Post.objects.filter(person=official).order_by("pk")[0]
    data = {"post": post.pk, "document": "柳组干〔2025〕8号", "starts": scene.today, "duties": "联系学术工作"}
    approve_post(scene.clerk, scene.cast.society, data)
    assert "覃局长" not in seen(clerk, f"{PAGE}?show=without")
    assert "柳组干〔2025〕8号" in seen(clerk, PAGE)


def test_readers_see_counts_without_names(scene: Scene) -> None:
    scene.seat(scene.term, "director", scene.somebody(name="覃局长", leading_official=True))
    page = seen(by(scene.cast.reader), PAGE)
    assert "覃局长" not in page
    seen(by(scene.cast.outsider), PAGE, 403)
