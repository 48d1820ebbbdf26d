import pytest

from models.rules.permissions import ALLOWED, IN_WORDS, Right, Role, may, refused_in_words, who_may

NOBODY: frozenset[Role] = frozenset()


def allowed(*roles: Role) -> set[Right]:
    return {act for act in Right if may(frozenset(roles), act)}


def test_every_act_is_in_the_table() -> None:
    assert set(ALLOWED) == set(Right)


def test_someone_who_is_not_on_the_roster_sees_the_menu_and_help() -> None:
    assert allowed() == {Right.MENU, Right.HELP}


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ALTERNATE, Role.LIAISON])
def test_members_alternates_and_liaisons_read_and_record(role: Role) -> None:
    assert allowed(role) - allowed() == {
        Right.NEXT,
        Right.SHOW,
        Right.LIST,
        Right.DUE,
        Right.INQUIRY,
        Right.LOG,
        Right.UNDO_OWN,
        Right.ROSTER,
        Right.MEETING,
        Right.ATTEND,
        Right.AGENDA,
        Right.CAST,
        Right.MINUTES,
        Right.REMIND,
        Right.NOTE,
        Right.SEARCH,
        Right.WRITE,
    }


@pytest.mark.parametrize("role", [Role.CHAIR, Role.VICE_CHAIR, Role.STAFF])
def test_the_chair_the_vice_chair_and_staff_may_do_everything(role: Role) -> None:
    assert allowed(role) == set(Right)


def test_roles_add_up() -> None:
    assert allowed(Role.MEMBER, Role.STAFF) == allowed(Role.MEMBER) | allowed(Role.STAFF)


def test_whoever_owns_a_file_may_complete_its_steps_park_edit_and_hand_it_on_and_nothing_more() -> None:
    member = frozenset({Role.MEMBER})
    owner = {act for act in Right if may(member, act, owns_step=True)}

    assert owner - allowed(Role.MEMBER) == {Right.DONE, Right.PARK, Right.OWNER, Right.EDIT}
    assert may(NOBODY, Right.CLOSE, owns_step=True) is False


def test_whoever_presides_for_the_day_has_the_chairs_powers_at_that_meeting() -> None:
    member = frozenset({Role.MEMBER})
    presiding = {act for act in Right if may(member, act, presides=True)}

    assert presiding - allowed(Role.MEMBER) == {Right.PRESIDE, Right.VOTE, Right.AGENDA_EDIT}


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (Right.HELP, "anyone"),
        (Right.LOG, "people on the commission's roster"),
        (Right.CLOSE, "the chair or staff"),
        (Right.PRESIDE, "the chair, whoever presides, or staff"),
        (Right.DONE, "the chair, staff or the file's owner"),
    ],
)
def test_a_refusal_can_say_who_may(act: Right, who: str) -> None:
    assert who_may(act) == who


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (Right.EXTEND, "Only the chair (Bo Lee) or staff (Ana Ruiz and Ed Wu) can extend a deadline."),
        (
            Right.VOTE,
            "Only the chair (Bo Lee), whoever presides, or staff (Ana Ruiz and Ed Wu) can call or close a vote.",
        ),
        (
            Right.PARK,
            "Only the chair (Bo Lee), staff (Ana Ruiz and Ed Wu) or the file's owner can stop asking about an answer.",
        ),
    ],
)
def test_a_refusal_names_the_act_and_the_people(act: Right, said: str) -> None:
    names = {Role.CHAIR: ["Bo Lee"], Role.STAFF: ["Ana Ruiz", "Ed Wu"]}

    assert refused_in_words(act, names) == f"{said} I can put it on the next agenda for you."


def test_an_office_that_nobody_holds_is_named_alone() -> None:
    assert refused_in_words(Right.EXTEND, {}) == (
        "Only the chair or staff can extend a deadline. I can put it on the next agenda for you."
    )


def test_every_act_that_a_member_may_be_refused_is_called_something() -> None:
    assert set(IN_WORDS) == set(Right) - allowed(Role.MEMBER)
