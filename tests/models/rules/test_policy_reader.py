"""Reading a policy file: what becomes of each key, and every fault at once."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.policy import (
    After,
    BegunBy,
    Branch,
    Count,
    Every,
    Order,
    Path,
    Pick,
    Policy,
    Share,
    Span,
    Step,
    Strength,
    Unit,
    VoteRule,
    Window,
)
from models.rules.policy_faults import Fault, PolicyFaults
from models.rules.policy_reader import read_policy
from models.rules.sheets import LARGEST_FILE

TOP = """
id = "riverton"
title = "Sister Cities Policy"
place = "Riverton"
source = "Resolution 7"
"""
PATH = """
[path.inquiry]
title = "They wrote to us"
begun_by = "them"
starts = "inquiry"
"""
STEP = """
[[step]]
id = "{id}"
title = "Do it"
who = "Commission"
source = "Section 1"
"""


def step(step_id: str, *lines: str) -> str:
    return STEP.format(id=step_id) + "\n".join(lines)


def file(*tables: str, top: str = TOP, path: str = PATH) -> bytes:
    return "\n".join([top, path, *tables]).encode()


def read(*tables: str, top: str = TOP, path: str = PATH) -> Policy:
    return read_policy(file(*tables, top=top, path=path), name="riverton.toml")


def faults_of(content: bytes) -> tuple[Fault, ...]:
    with pytest.raises(PolicyFaults) as refused:
        read_policy(content, name="riverton.toml")
    return refused.value.faults


def problems(*tables: str, top: str = TOP, path: str = PATH) -> list[tuple[str, str]]:
    return [(fault.field, fault.problem) for fault in faults_of(file(*tables, top=top, path=path))]


def test_the_smallest_file_becomes_a_policy() -> None:
    content = file(step("reply"))

    assert read_policy(content, name="riverton.toml") == Policy(
        id="riverton",
        title="Sister Cities Policy",
        place="Riverton",
        source="Resolution 7",
        adopted=None,
        paths=(
            Path(
                id="inquiry",
                title="They wrote to us",
                begun_by=BegunBy.THEM,
                starts="inquiry",
                order=Order.SEQUENCE,
            ),
        ),
        steps=(Step(id="reply", title="Do it", who="Commission", source="Section 1"),),
        content_hash=hashlib.sha256(content).hexdigest(),
    )


def test_every_key_of_a_step_is_read() -> None:
    policy = read(
        "[body.council]\ntitle = 'Council'",
        "[criteria.general]\ntitle = 'General'\nprompts = ['Population']",
        "[assume]\nanchor = 'From receipt.'",
        step("first"),
        step(
            "second",
            "number = 2",
            "path = ['inquiry']",
            "after = ['first']",
            "strength = 'should'",
            "optional = 'as appropriate'",
            "when = 'inquiry by e-mail'",
            "due = '120 days after inquiry'",
            "goal = '1 week after inquiry'",
            "wait = 'more than 1 year after first'",
            "sets = 'signed'",
            "within = '6 months to 2 years after approved'",
            "expect = 'several months'",
            "vote = { body = 'council', pass = 'majority of present' }",
            "else = { denied = 'close declined', returned = 'back to first' }",
            "share = { part = 'residents', whole = 'members', at_least = '51%' }",
            "count = '3..5'",
            "pick = { from = ['a', 'b'], at_least = 2, other = true }",
            "checklist = ['general']",
            "contains = ['goals']",
            "need = ['minutes']",
            "any = ['draft', 'motion']",
            "keep = true",
            "assume = ['anchor']",
            "how = 'By mail.'",
            "send_to = 'Council'",
            "form = 'Form A'",
            "remind = ['60 days', '1 week']",
            "times = 6",
        ),
    )

    assert policy.steps[1] == Step(
        id="second",
        title="Do it",
        who="Commission",
        source="Section 1",
        number=2,
        paths=("inquiry",),
        after=("first",),
        strength=Strength.SHOULD,
        optional="as appropriate",
        when="inquiry by e-mail",
        due=After(span=Span(count=120, unit=Unit.DAYS), anchor="inquiry"),
        goal=After(span=Span(count=1, unit=Unit.WEEKS), anchor="inquiry"),
        wait=After(span=Span(count=1, unit=Unit.YEARS), anchor="first", strictly=True),
        sets="signed",
        within=Window(
            first=Span(count=6, unit=Unit.MONTHS), last=Span(count=2, unit=Unit.YEARS), anchor="approved"
        ),
        expect="several months",
        vote=VoteRule(body="council", passes="majority of present"),
        branches=(
            Branch(outcome="denied", close_as="declined"),
            Branch(outcome="returned", back_to="first"),
        ),
        share=Share(part="residents", whole="members", at_least_percent=51),
        count=Count(least=3, most=5),
        pick=Pick(options=("a", "b"), at_least=2, other=True),
        checklist=("general",),
        contains=("goals",),
        need=("minutes",),
        any_of=("draft", "motion"),
        keep=True,
        assume=("anchor",),
        how="By mail.",
        send_to="Council",
        form="Form A",
        remind=(Span(count=60, unit=Unit.DAYS), Span(count=1, unit=Unit.WEEKS)),
        not_computed={"times": 6},
    )


def test_a_step_that_waits_for_nothing_differs_from_one_that_leaves_it_to_the_order() -> None:
    assert [found.after for found in read(step("free", "after = []"), step("next")).steps] == [(), None]


def test_a_policy_keeps_the_day_it_was_adopted() -> None:
    assert read(step("reply"), top=TOP + "adopted = 2018-03-20").adopted == date(2018, 3, 20)


def test_what_is_only_shown_is_kept_as_it_was_written() -> None:
    policy = read(
        step("report", "due = 'every 1 year after signed'"),
        "[tier.sister]\nterm = '5 years'\nrenew_from = 'expiry'\nfrom = 'friendship'",
        "[[limit]]\nmax = 1\nper = 'country'\nexcept = ['Mexico']",
        "[[gate]]\nask = 'Is it a city?'\nprefer = true",
        "[[watch]]\nno = 'activity'\nfor = '2 years'\nthen = 'review'",
        "[[cap]]\nwhat = 'visits'\nmax = 1\nper = 'year'",
        top=TOP + "include = 'sci-guide'",
    )

    assert policy.steps[0].due == Every(span=Span(count=1, unit=Unit.YEARS), anchor="signed")
    assert policy.not_computed == {
        "include": "sci-guide",
        "tier": {"sister": {"term": "5 years", "renew_from": "expiry", "from": "friendship"}},
        "limit": ({"max": 1, "per": "country", "except": ["Mexico"]},),
        "gate": ({"ask": "Is it a city?", "prefer": True},),
        "watch": ({"no": "activity", "for": "2 years", "then": "review"},),
        "cap": ({"what": "visits", "max": 1, "per": "year"},),
    }


def test_what_is_only_shown_is_still_checked_for_its_shape() -> None:
    assert problems(step("reply"), "[[limit]]\nmax = 'one'", "[tier.sister]\nterm = 'long'") == [
        ("term", '"long" does not fit.'),
        ("max", '"one" does not fit.'),
    ]


def test_steps_of_different_paths_may_share_an_id() -> None:
    outreach = "[path.outreach]\ntitle = 'We write'\nbegun_by = 'us'\nstarts = 'start'"
    policy = read(outreach, step("form", "path = ['inquiry']"), step("form", "path = ['outreach']"))

    assert [found.id for found in policy.steps] == ["form", "form"]


def test_all_faults_are_told_at_once_each_with_its_place() -> None:
    content = file(step("reply", "duo = '1 day after inquiry'"), step("vote", "number = 'two'"))

    assert [str(fault)[:60] for fault in faults_of(content)] == [
        'step "reply" (line 14), duo: unknown key. Did you mean "due"',
        'step "vote" (line 21), number: "two" does not fit. Expected ',
    ]


def test_the_message_lists_the_faults_under_the_name_of_the_file() -> None:
    with pytest.raises(PolicyFaults) as refused:
        read(step("vote", "number = 'two'"))

    assert str(refused.value) == (
        "riverton.toml: 1 to put right\n"
        '- step "vote" (line 14), number: "two" does not fit. Expected whole number.'
    )


def test_a_line_is_left_out_when_headers_cannot_be_told_from_text() -> None:
    content = file(step("reply", "number = 'two'", 'how = """', "[[step]]", '"""'))

    assert [fault.place for fault in faults_of(content)] == ['step "reply"']


def test_a_step_without_an_id_is_named_by_its_position() -> None:
    content = file("[[step]]\ntitle = 'Do it'\nwho = 'Commission'\nsource = 'Section 1'")

    assert faults_of(content) == (
        Fault(place="step 1 (line 13)", field="id", problem="missing.", expected="name"),
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("due = '3 moons after signed'", ("due", '"3 moons after signed" does not fit.')),
        (
            "due = '6 months to 2 years after signed'",
            ("due", '"6 months to 2 years after signed" does not fit.'),
        ),
        ("within = 'on signed'\nsets = 'x'", ("within", '"on signed" does not fit.')),
        (
            "due = '3 days after inqury'",
            ("due", 'there is no date or step "inqury". Did you mean "inquiry"?'),
        ),
        ("until = 'partner'", ("until", 'there is no date or step "partner".')),
        (
            "until = 'signed'\ngoal = '3 days after inquiry'",
            ("until", "it ends with a date, and has a last day too."),
        ),
        ("due = '3 days after reply'", ("due", 'there is no date or step "reply".')),
        ("due = 'before signed'", ("due", 'there is no step "signed".')),
        ("due = '3 board meetings after inquiry'", ("due", 'there is no body "board".')),
        (
            "vote = { body = 'board', pass = 'majority of present' }",
            ("vote.body", 'there is no body "board".'),
        ),
        ("vote = { body = 'board', pass = 'most' }", ("vote.pass", '"most" does not fit.')),
        ("vote = 'yes'", ("vote", '"yes" does not fit.')),
        ("after = ['nowhere']", ("after", 'there is no step "nowhere".')),
        ("after = 'reply'", ("after", '"reply" does not fit.')),
        ("path = ['initiated']", ("path", 'there is no path "initiated".')),
        ("assume = ['anchor']", ("assume", 'there is no assumption "anchor".')),
        ("checklist = ['general']", ("checklist", 'there is no criteria group "general".')),
        ("count = '5..3'", ("count", '"5..3" does not fit.')),
        ("count = true", ("count", "true does not fit.")),
        (
            "share = { part = 'a', whole = 'b', at_least = '101%' }",
            ("share.at_least", '"101%" does not fit.'),
        ),
        ("share = { part = 'a', whole = 'b' }", ("share.at_least", "missing.")),
        ("within = '1 day to 2 days after signed'", ("within", "it bounds no date.")),
        ("else = { denied = 'back to form' }", ("else", 'there is no step "form".')),
        ("else = { denied = 'stop' }", ("else", '"stop" does not fit.')),
        ("strength = 'shall'", ("strength", '"shall" does not fit.')),
        ("need = 'minutes'", ("need", '"minutes" does not fit.')),
        ("need = [3]", ("need", "3 does not fit.")),
        ("how = ''", ("how", '"" does not fit.')),
        ("remind = ['soon']", ("remind", '"soon" does not fit.')),
    ],
)
def test_a_wrong_line_in_a_step_is_told(line: str, fault: tuple[str, str]) -> None:
    assert fault in problems(step("reply", line))


def test_a_quorum_beyond_the_seats_is_told() -> None:
    body = "[body.council]\ntitle = 'Council'\nvoting = 5\nquorum = 6"

    assert problems(body, step("reply")) == [("quorum", "a quorum of 6 cannot be met.")]


def test_an_id_used_twice_in_a_path_is_told() -> None:
    assert problems(step("reply"), step("reply")) == [("id", 'a step above has the id "reply" too.')]


def test_an_id_that_is_the_name_of_a_date_is_told() -> None:
    assert problems(step("inquiry")) == [("id", '"inquiry" is the name of a date.')]


def test_steps_that_wait_for_one_another_are_told() -> None:
    assert problems(step("one", "after = ['two']"), step("two", "after = ['one']")) == [
        ("after", 'steps wait for one another: "one" → "two" → "one".')
    ]


def test_a_step_that_waits_for_a_later_one_in_a_sequence_is_a_circle() -> None:
    assert [field for field, _ in problems(step("one", "after = ['two']"), step("two"))] == ["after"]


def test_in_any_order_a_step_may_wait_for_a_later_one() -> None:
    policy = read(step("one", "after = ['two']"), step("two"), path=PATH + "order = 'any'")

    assert policy.steps[0].after == ("two",)


def test_a_path_without_steps_is_told() -> None:
    outreach = "[path.outreach]\ntitle = 'We write'\nbegun_by = 'us'\nstarts = 'start'"

    assert problems(outreach, step("reply", "path = ['inquiry']")) == [("", "no step belongs to it.")]


def test_a_date_of_another_path_is_not_known_here() -> None:
    outreach = "[path.outreach]\ntitle = 'We write'\nbegun_by = 'us'\nstarts = 'start'"
    tables = [
        step("reply", "path = ['inquiry']", "due = '1 day after start'"),
        step("write", "path = ['outreach']"),
    ]

    assert problems(outreach, *tables) == [("due", 'there is no date or step "start".')]


def test_a_step_in_one_pair_of_brackets_is_told() -> None:
    assert problems("[step]\nid = 'reply'") == [("step", "a table does not fit.")]


def test_a_path_without_a_name_of_its_own_is_told() -> None:
    assert problems(step("reply"), path="[path]\ntitle = 'x'") == [("path", "a table does not fit.")]


def test_a_file_without_paths_and_steps_is_told_so() -> None:
    assert problems(path="") == [("path", "missing."), ("step", "missing.")]


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        (b"", "the file", "it is empty."),
        (b" \n", "the file", "it is empty."),
        (b"title = \xff", "the file", "byte 9 is not UTF-8."),
        (b"#" * (LARGEST_FILE + 1), "the file", "it has 100001 bytes."),
        (b"a = 1\nb = \n", "line 2", "this is not TOML: Invalid value (at line 2, column 5)."),
        (b"a = 1\na = 2", "its end", "this is not TOML: Cannot overwrite a value (at end of document)."),
        (b"\n" + b"a." * 1001, "line 2", "it has 2002 characters."),
        (b"a = [\n" + b"[\n" * 5000, "the file", "this is not TOML"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_told(content: bytes, place: str, problem: str) -> None:
    (fault,) = faults_of(content)

    assert (fault.place, fault.problem[: len(problem)]) == (place, problem)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_policy(b"\xef\xbb\xbf" + file(step("reply")), name="riverton.toml").id == "riverton"


@given(st.binary(max_size=200))
def test_any_bytes_are_a_policy_or_a_list_of_faults(content: bytes) -> None:
    assert len(faults_of(content)) >= 1


VALUES = st.recursive(
    st.sampled_from(
        ["1", "-7", "1e400", "nan", "true", "2018-03-20", "12:30:00", "''", "'reply'", "'on signed'"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | inner.map(lambda item: f"{{ body = {item} }}")
    ),
    max_leaves=4,
)
KEYS = st.sampled_from(
    [
        "id",
        "number",
        "path",
        "after",
        "due",
        "within",
        "vote",
        "else",
        "share",
        "count",
        "pick",
        "keep",
        "remind",
        "body",
        "criteria",
        "tier",
        "limit",
        "assume",
        "step",
        "adopted",
        "interests",
        "zzz",
    ]
)
LINES = st.dictionaries(KEYS, VALUES, max_size=6).map(
    lambda pairs: "".join(f"{key} = {value}\n" for key, value in pairs.items())
)


@given(LINES, LINES, LINES)
def test_any_values_under_any_keys_are_a_policy_or_a_list_of_faults(top: str, path: str, last: str) -> None:
    content = f"{top}[path.inquiry]\n{path}\n[[step]]\n{last}".encode()

    assert len(faults_of(content)) >= 1
