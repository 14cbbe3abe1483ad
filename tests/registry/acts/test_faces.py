"""What may be done with a public face follows from how far it is."""

from __future__ import annotations

from cast import Cast, acts
from keqiao.look.acts import address_of, offers
from keqiao.registry.acts.faces import FIELDS
from keqiao.registry.verbs.faces import propose, publish


def shown(record: object) -> set[str]:
    return {name for name, one in offers().items() if one.model is type(record) and one.shown(record)}


def test_what_waits_is_published_or_sent_back_and_what_is_public_withdrawn(cast: Cast) -> None:
    made = propose(acts(cast.clerk), cast.liuzhou, {"phone": "0772-2825000"})
    waiting = shown(made)
    assert waiting == {"faces.publish", "faces.send_back", "faces.show_leader"}
    publish(acts(cast.leader), made)
    assert shown(made) == {"faces.withdraw"}
    assert address_of(made) == f"/desk/faces/{made.public_id}/"
    assert offers()["faces.propose"].initial(cast.liuzhou) == {**dict.fromkeys(FIELDS, ""), "phone": "0772-2825000"}
