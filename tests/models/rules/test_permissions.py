import pytest

from models.rules.permissions import ALLOWED, Act, Role, may, who_may

NOBODY: frozenset[Role] = frozenset()


def allowed(*roles: Role) -> set[Act]:
    return {act for act in Act if may(frozenset(roles), act)}


def test_every_act_is_in_the_table() -> None:
    assert set(ALLOWED) == set(Act)


def test_someone_who_is_not_on_the_roster_sees_the_public_list_and_help() -> None:
    assert allowed() == {Act.MENU, Act.HELP, Act.SEE_PUBLIC_LIST, Act.ASK_TO_BE_ADDED}


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ALTERNATE, Role.LIAISON])
def test_members_alternates_and_liaisons_read_record_and_suggest(role: Role) -> None:
    assert allowed(role) - allowed() == {
        Act.NEXT,
        Act.SHOW,
        Act.LIST,
        Act.DUE,
        Act.INQUIRY,
        Act.LOG,
        Act.SEE_MEETING,
        Act.SEE_AGENDA,
        Act.SUGGEST_FOR_AGENDA,
        Act.REMIND,
        Act.SEE_ROSTER,
        Act.UNDO_OWN,
    }


@pytest.mark.parametrize("role", [Role.CHAIR, Role.VICE_CHAIR, Role.STAFF])
def test_the_chair_the_vice_chair_and_staff_may_do_everything(role: Role) -> None:
    assert allowed(role) == set(Act)


def test_a_workspace_administrator_may_only_set_clerk_up() -> None:
    assert allowed(Role.ADMIN) - allowed() == {Act.SET_UP}


def test_roles_add_up() -> None:
    assert allowed(Role.MEMBER, Role.ADMIN) == allowed(Role.MEMBER) | allowed(Role.ADMIN)


def test_whoever_owns_a_step_may_complete_it_and_nothing_more() -> None:
    member = frozenset({Role.MEMBER})
    owner = {act for act in Act if may(member, act, owns_step=True)}

    assert owner - allowed(Role.MEMBER) == {Act.DONE}
    assert may(NOBODY, Act.CLOSE, owns_step=True) is False


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (Act.HELP, "anyone"),
        (Act.LOG, "people on the commission's roster"),
        (Act.CALL_VOTE, "the chair or staff"),
    ],
)
def test_a_refusal_can_say_who_may(act: Act, who: str) -> None:
    assert who_may(act) == who
