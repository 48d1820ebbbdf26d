"""The criteria sheet as rules: who reads what, several cities side by side, pages."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.rules.criteria import (
    Line,
    Note,
    Part,
    Reader,
    Sheet,
    Subject,
    how_many,
    is_public,
    joined,
    may_read,
    next_open,
    note_in_words,
    pages,
    prompt_key,
    readable,
    sheet,
    subject_named,
    to_be_packed,
)
from models.rules.policy import CriteriaGroup

TODAY = date(2026, 1, 22)
GENERAL = CriteriaGroup(id="general", title="General", prompts=("Population", "Landscape"))
CIVIC = CriteriaGroup(id="civic", title="Civic", prompts=("Museums",))
GROUPS = (GENERAL, CIVIC)
HAKUSAN, CASCAIS = Subject(id="h" * 32), Subject(id="c" * 32)
ANYBODY = Reader(member_id="anybody")
STAFF = Reader(member_id="staff", is_staff=True)


def note(number: int = 1, **said: Any) -> Note:  # noqa: ANN401  fields of many types
    usual = {
        "group": "general",
        "prompt": "Population",
        "text": "About 110,000",
        "source": "their census",
        "author_id": "lee",
        "by": "Sam Lee",
        "on": TODAY,
        "is_public": True,
    }
    return Note(number=number, **{**usual, **said})


def one(*notes: Note, reader: Reader = ANYBODY) -> Sheet:
    return sheet(GROUPS, {HAKUSAN: "Hakusan, Japan"}, {HAKUSAN: notes}, reader)


def shown(seen: Sheet) -> list[tuple[str, str, list[list[str]]]]:
    """Say of a sheet which notes stand where."""
    return [
        (part.title, line.prompt, [[each.text for each in cell] for cell in line.cells])
        for part in seen.parts
        for line in part.lines
    ]


WRITTEN = st.tuples(st.just("note"), st.sampled_from("abc"), st.sampled_from("pq"), st.booleans())
PACKED = st.just(("packet", "", "", False))
READERS = st.builds(Reader, member_id=st.sampled_from([*"abcd", None]), is_staff=st.booleans())


@given(st.lists(WRITTEN | PACKED, max_size=12), READERS)
def test_a_reader_sees_exactly_their_own_notes_those_never_held_those_packed_and_all_as_staff(
    acts: list[tuple[str, str, str, bool]], reader: Reader
) -> None:
    numbered = list(enumerate(acts, start=1))
    packets = [number for number, (what, *_) in numbered if what == "packet"]
    written = {number: act for number, act in numbered if act[0] == "note"}
    notes = [
        note(number, author_id=by, prompt=on, is_public=is_public(number, is_held=held, packets=packets))
        for number, (_, by, on, held) in written.items()
    ]

    own = {number for number, (_, by, *_) in written.items() if by == reader.member_id}
    not_held = {number for number, (*_, held) in written.items() if not held}
    packed = {number for number in written if packets and number < max(packets)}
    all_of_them = set(written) if reader.is_staff else set()
    allowed = own | not_held | packed | all_of_them
    latest = {(by, on): number for number, (_, by, on, _) in written.items() if number in allowed}

    assert {each.number for each in notes if may_read(each, reader)} == allowed
    assert {each.number for each in readable(notes, reader)} == set(latest.values())
    assert {each.number for each in to_be_packed(notes)} == set(written) - not_held - packed


def test_each_persons_latest_note_on_a_prompt_counts_and_several_peoples_stand_side_by_side() -> None:
    seen = one(note(1), note(2, text="112,000"), note(3, author_id="park", text="Growing"))

    assert shown(seen) == [("General", "Population", [["112,000", "Growing"]])]


def test_a_note_that_the_reader_may_not_read_takes_the_place_of_none_that_they_may() -> None:
    notes = (note(1), note(2, text="112,000", is_public=False))

    assert shown(one(*notes)) == [("General", "Population", [["About 110,000"]])]
    assert shown(one(*notes, reader=STAFF)) == [("General", "Population", [["112,000"]])]


def test_cities_stand_in_the_order_given_and_a_prompt_without_notes_is_only_counted() -> None:
    named = {HAKUSAN: "Hakusan, Japan", CASCAIS: "Cascais, Portugal"}
    museums = note(2, group="civic", prompt="Museums", text="Three")
    seen = sheet(GROUPS, named, {CASCAIS: [museums], HAKUSAN: [note()]}, ANYBODY)

    assert seen.names == ("Hakusan, Japan", "Cascais, Portugal")
    assert shown(seen) == [
        ("General", "Population", [["About 110,000"], []]),
        ("Civic", "Museums", [[], ["Three"]]),
    ]
    assert (seen.noted, seen.prompts, how_many(seen)) == (2, 3, "2 of 3 prompts have notes here, 1 has none.")


def test_it_is_said_how_many_prompts_have_notes() -> None:
    every = [note(), note(2, prompt="Landscape"), note(3, group="civic", prompt="Museums")]

    assert how_many(one()) == "None of 3 prompts has a note here yet."
    assert how_many(one(note())) == "1 of 3 prompts has notes here, 2 have none."
    assert how_many(one(*every)) == "3 of 3 prompts have notes here."


def test_a_note_on_a_prompt_that_the_policy_no_longer_has_is_shown_all_the_same() -> None:
    seen = one(note(prompt="Climate"), note(2, group="sports", prompt="Stadiums", text="One"))

    assert shown(seen) == [("General", "Climate", [["About 110,000"]]), ("Sports", "Stadiums", [["One"]])]
    assert seen.prompts == 5


def test_the_groups_of_several_policies_are_one_list_without_doubles() -> None:
    other = replace(GENERAL, title="In general", prompts=("Population", "Climate"))

    assert joined([GROUPS, (other,)]) == [
        replace(GENERAL, prompts=("Population", "Landscape", "Climate")),
        CIVIC,
    ]


def test_the_next_prompt_is_the_first_without_a_note_of_ones_own_and_of_the_same_group_if_there_is_one() -> (
    None
):
    noted = [note(), note(2, prompt="Landscape")]

    assert next_open(GROUPS, []) == (GENERAL, "Population")
    assert next_open(GROUPS, noted[:1], "general") == (GENERAL, "Landscape")
    assert next_open(GROUPS, noted, "general") == (CIVIC, "Museums")
    assert next_open(GROUPS, [], "civic") == (CIVIC, "Museums")
    every = [*noted, note(3, group="civic", prompt="Museums")]
    assert next_open(GROUPS, every, "civic") == (CIVIC, "Museums")


def test_a_note_is_said_with_its_source_its_author_and_its_day() -> None:
    assert note_in_words(note(), TODAY) == "About 110,000. Source: their census. Sam Lee, Jan 22."
    held = note(text="Growing!", source="a visit.", is_public=False)
    assert note_in_words(held, TODAY) == "Growing! Source: a visit. Sam Lee, Jan 22; not public yet."
    assert (one(held, reader=STAFF).has_unpublished, one(note()).has_unpublished) == (True, False)


def test_a_subject_is_read_back_from_what_a_button_carries() -> None:
    candidate = Subject(id="1" * 32, is_candidate=True)

    assert [subject_named(each.key) for each in (HAKUSAN, candidate)] == [HAKUSAN, candidate]
    assert candidate.key == f"candidate:{'1' * 32}"


def test_prompts_have_short_names_of_their_own() -> None:
    every = [prompt_key(prompt) for group in GROUPS for prompt in group.prompts]

    assert (len(set(every)), {len(each) for each in every}) == (3, {16})


def part(group: str, count: int) -> Part:
    lines = tuple(Line(prompt=f"{group} {place}", cells=()) for place in range(count))
    return Part(id=group, title=group, lines=lines)


def divided(*parts: Part, size: int = 10, room: int = 50, most: int = 4) -> list[list[tuple[str, int]]]:
    sizes = {line: size for each in parts for line in each.lines}
    return [
        [(each.title, len(each.lines)) for each in page] for page in pages(parts, sizes, room=room, most=most)
    ]


def test_what_fits_is_one_page_and_what_does_not_is_a_page_for_each_group() -> None:
    assert divided() == [[]]
    assert divided(part("a", 2), part("b", 2)) == [[("a", 2), ("b", 2)]]
    assert divided(part("a", 2), part("b", 3)) == [[("a", 2)], [("b", 3)]]
    assert divided(part("a", 2), part("b", 2), size=20) == [[("a", 2)], [("b", 2)]]


def test_a_group_that_is_too_much_by_itself_has_several_pages() -> None:
    assert divided(part("a", 9)) == [[("a", 4)], [("a", 4)], [("a", 1)]]
    assert divided(part("a", 3), size=30) == [[("a", 1)], [("a", 1)], [("a", 1)]]
    assert divided(part("a", 2), size=90) == [[("a", 1)], [("a", 1)]]


@given(st.lists(st.integers(0, 9), max_size=4), st.integers(1, 60), st.integers(1, 5))
def test_no_line_is_lost_between_pages(counts: list[int], size: int, most: int) -> None:
    parts = [part(str(place), count) for place, count in enumerate(counts)]
    lines = [line for each in parts for line in each.lines]
    found = pages(parts, dict.fromkeys(lines, size), room=60, most=most)

    assert [line for page in found for each in page for line in each.lines] == lines
    assert [page for page in found if sum(len(each.lines) for each in page) > most] == []
