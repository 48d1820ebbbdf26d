from handlers.views.city_menus import city_menu, every_choice
from models.policies import shipped_policy
from models.rules.permissions import Right, Role, may
from models.rules.progress import Progress, Side
from tests.handlers.views.builders import progress

CASCAIS = progress(shipped_policy("milpitas"), "inquiry")


def of(role: Role, *, owns: bool = False) -> frozenset[Right]:
    return frozenset(right for right in Right if may(frozenset({role}), right, owns_step=owns))


def offered(city: Progress, rights: frozenset[Right]) -> list[str]:
    return [each["text"]["text"] for each in city_menu(city, rights).to_dict()["options"]]


def test_the_menu_offers_what_the_reader_may_do_and_the_rest_behind_more() -> None:
    assert offered(CASCAIS, of(Role.MEMBER)) == ["History", "Write a letter", "Add a note", "Papers"]
    assert offered(CASCAIS, of(Role.STAFF)) == ["History", "Change owner", "Edit", "Add to agenda", "More…"]
    assert offered(CASCAIS, of(Role.MEMBER, owns=True)) == [
        "History",
        "Change owner",
        "Edit",
        "Suggest for agenda",
        "More…",
    ]


def test_more_shows_every_choice_as_a_button() -> None:
    theirs = progress(shipped_policy("milpitas"), "inquiry", waiting_on=Side.THEM)
    message = every_choice(theirs, of(Role.CHAIR))
    assert message.text == (
        "More for Cascais, Portugal: History, Change owner, Edit, Add to agenda, Stop asking for now, Write a letter, Add a note, "
        "Papers, Close."
    )
    assert [len(block.to_dict()["elements"]) for block in message.blocks[1:]] == [4, 4, 1]
