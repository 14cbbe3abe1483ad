"""The demo's elections stand in every stage."""

from __future__ import annotations

from django.test import Client

from keqiao.blocks.assemblies.elections.models import Announcement, Election, SealedBallot
from keqiao.blocks.assemblies.elections.recount import content_of, holds
from keqiao.blocks.assemblies.elections.tallying import differences
from keqiao.cli.demo.elections import LEANINGS, WRITING
from keqiao.cli.demo.stage import Stage


def test_there_is_an_election_in_every_stage(demo: Stage) -> None:
    found = dict(Election.objects.filter(body__organisation=demo.city).values_list("title", "status"))
    assert found == {
        "通过常委会工作报告": "confirmed",
        "增选副主席": "counted",
        "表决秘书长人选": "prepared",
        "增补常务委员": "closed",
        "增选委员会委员": "open",
    }
    assert not SealedBallot.objects.exists()  # of the one that goes on nobody has voted yet


def test_everybody_may_read_the_one_that_is_settled(demo: Stage, client: Client) -> None:
    public = Announcement.objects.get(election__title="通过常委会工作报告")
    assert public.status == "published"
    page = client.get(f"/votes/{public.election.public_id}/").content.decode()
    assert "通过九届常委会所作的工作报告" in page


def test_the_secret_one_can_be_counted_again(demo: Stage) -> None:
    content = content_of(Election.objects.get(title="增选副主席"))
    assert holds(content)
    assert len(content["ballots"]) >= len(LEANINGS)
    assert len(content["written_in"]) == len([one for one in WRITING if one < len(content["ballots"])])


def test_the_two_sheets_on_paper_differ(demo: Stage) -> None:
    election = Election.objects.get(title="增补常务委员")
    assert len(differences(list(election.sheets.order_by("pk")))) == 2
