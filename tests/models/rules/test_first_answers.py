"""The answers of the set-up: reading people who are not on Slack, and what is wrong with the people."""

import pytest

from models.rules.commission_values import Person
from models.rules.first_answers import Answers, Unreadable, people_faults, people_of, read_others

NAMES = {"U1": "Dana Ito", "U2": "Ngozi Okafor", "U3": "Sam Lee", "U4": "Pat Kim", "U5": "Lee Carter"}
WHAT = "member, alternate, liaison, chair, vice chair or staff. For instance: Pat Kim, member."
USUAL = Answers(name="Sierra Vista", staff=("U1",), chair="U2", members=("U3",))


def faults(**said: object) -> list[tuple[str, str]]:
    """List what is wrong once some answers of the usual ones are other ones."""
    return list(people_faults(Answers.read({**USUAL.as_kept, **said}), NAMES))


def test_people_who_are_not_on_slack_are_read_line_by_line_with_their_roles() -> None:
    assert read_others(
        "Walter Lindqvist, member\n\n  Rosa Delgado ,  Alternate \nMei Tran, Jr., liaison, staff"
    ) == (
        Person(name="Walter Lindqvist", roles=("member",)),
        Person(name="Rosa Delgado", roles=("alternate",)),
        Person(name="Mei Tran, Jr.", roles=("liaison", "staff")),
    )


def test_a_chair_who_is_not_on_slack_sits_as_a_voting_member_unless_said_otherwise() -> None:
    read = read_others("Ana Ruiz, chair\nBo Diaz, Vice-Chair\nCy Roe, chair, liaison")
    assert [person.roles for person in read] == [
        ("member", "chair"),
        ("member", "vice_chair"),
        ("liaison", "chair"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Walter Lindqvist", f"Line 1: please add what Walter Lindqvist is, with a comma: {WHAT}"),
        (
            "Al Poe, staff\n\nWalter, treasurer",
            f"Line 3: please add what Walter, treasurer is, with a comma: {WHAT}",
        ),
        (", member", "Line 1: a name has from 1 to 80 characters, on one line."),
        (f"{'x' * 81}, member", "Line 1: a name has from 1 to 80 characters, on one line."),
    ],
)
def test_a_line_that_cannot_be_read_says_what_to_write(line: str, said: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_others(line)
    assert str(unreadable.value) == said


def test_answers_are_read_back_as_they_were_kept() -> None:
    assert Answers.read({**USUAL.as_kept, "names": {}, "gone": 1}) == USUAL


def test_a_body_is_named_after_its_city_unless_it_has_a_name() -> None:
    assert [
        Answers(name="Tena").title,
        Answers(name="Tena", kind="nonprofit").title,
        Answers(name="Tena", body="Amigos de Tena").title,
    ] == ["Tena Sister Cities Commission", "Tena Sister Cities Association", "Amigos de Tena"]


def test_everybody_has_all_their_parts_staff_first_and_the_second_administrator_is_on_staff() -> None:
    answers = Answers.read(
        {
            **USUAL.as_kept,
            "vice_chair": "U4",
            "alternates": ["U5"],
            "second": "U3",
            "others": "Walter Roe, member",
        }
    )
    assert people_of(answers, NAMES) == (
        Person(name="Dana Ito", roles=("staff",), slack="U1"),
        Person(name="Ngozi Okafor", roles=("member", "chair"), slack="U2"),
        Person(name="Pat Kim", roles=("member", "vice_chair"), slack="U4"),
        Person(name="Sam Lee", roles=("member", "staff"), slack="U3"),
        Person(name="Lee Carter", roles=("alternate",), slack="U5"),
        Person(name="Walter Roe", roles=("member",)),
    )


def test_nothing_is_wrong_with_the_usual() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (
            {"chair": ""},
            ("chair", "Please choose the chair. Not on Slack? Write “Name, chair” further down."),
        ),
        (
            {"members": []},
            ("members", "Please choose the voting members. Not on Slack? Write “Name, member” further down."),
        ),
        (
            {"vice_chair": "U2"},
            ("vice_chair", "Ngozi Okafor is the chair already. Please choose somebody else."),
        ),
        (
            {"members": ["U3", "U4"], "alternates": ["U4"]},
            ("alternates", "Pat Kim is both a voting member and an alternate. Please choose one."),
        ),
        (
            {"liaisons": ["U3"]},
            ("liaisons", "Sam Lee is both a voting member and a liaison. Please choose one."),
        ),
        (
            {"alternates": ["U4"], "liaisons": ["U4"]},
            ("liaisons", "Pat Kim is both an alternate and a liaison. Please choose one."),
        ),
        (
            {"others": "sam LÉE, alternate"},
            ("others", "sam LÉE stands in this form already. Please leave out this line."),
        ),
        (
            {"others": "Al Poe, member\nAl Poe, staff"},
            ("others", "Al Poe stands in this form already. Please leave out this line."),
        ),
        (
            {"others": "Al Poe, member, alternate"},
            ("others", "Al Poe is both a voting member and an alternate. Please keep one."),
        ),
        ({"others": "Al Poe, chair"}, ("others", "Ngozi Okafor is the chair already.")),
        (
            {"others": "Al Poe, vice chair\nBo Poe, vice chair"},
            ("others", "Al Poe is the vice chair already."),
        ),
        (
            {"seats": 3, "members": ["U3", "U4", "U5"]},
            ("seats", "There are 4 voting members. Please choose at least 4 seats."),
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field(said: dict[str, object], fault: tuple[str, str]) -> None:
    assert faults(**said) == [fault]


def test_a_line_that_cannot_be_read_hides_what_follows_from_it() -> None:
    assert [field for field, _ in faults(others="Al Poe", chair="")] == ["others"]


def test_a_chair_and_members_may_be_written_down_where_they_are_not_on_slack() -> None:
    assert faults(chair="", members=[], others="Al Poe, chair\nBo Poe, member, staff") == []
    assert [field for field, _ in faults(members=[], chair="", others="Al Poe, chair")] == ["members"]


def test_a_nonprofit_board_needs_neither_chair_nor_members_yet() -> None:
    assert faults(kind="nonprofit", chair="", members=[]) == []
