"""docs/policies.md says what the code does: its tables, its phrases, its worked example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.policies import shipped_policies
from models.rules.phrases import FORMS, NOT_COMPUTED, phrase_in_words, read_phrase
from models.rules.policy import Unit
from models.rules.policy_format import RECORDED_DATES, SECTIONS
from models.rules.policy_keys import Key
from models.rules.policy_reader import read_policy

PAGE = (Path(__file__).parent.parent / "docs" / "policies.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    """Give the text under a heading, up to the next heading of any rank."""
    return f"\n{PAGE}".split(f"\n{heading}\n", maxsplit=1)[1].split("\n#", maxsplit=1)[0]


def rows(text: str) -> list[list[str]]:
    """Give the cells of a table's rows, without its heading."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def row(key: Key) -> list[str]:
    name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
    return [name, key.kind.words, key.meaning if key.computed else f"{key.meaning} Shown, not computed."]


@pytest.mark.parametrize("heading", SECTIONS)
def test_the_table_of_keys_is_the_format(heading: str) -> None:
    title = "Top of the file" if heading == "top of the file" else f"`{heading}`"

    assert rows(section(f"### {title}")) == [row(key) for key in SECTIONS[heading]]


def test_the_page_has_a_table_for_each_part_of_the_format_and_no_other() -> None:
    headings = [
        heading.strip("`").replace("Top of", "top of")
        for heading in re.findall(r"^### (.+)$", PAGE, re.MULTILINE)
    ]

    assert headings == list(SECTIONS)


def test_the_table_of_phrases_is_the_closed_list() -> None:
    table = rows(section("## The date phrases"))[: len(FORMS)]

    assert [form.strip("`") for form, _, _ in table] == list(FORMS)


def test_each_example_of_a_phrase_is_of_its_form_and_says_whether_it_is_computed() -> None:
    table = rows(section("## The date phrases"))[: len(FORMS)]
    examples = [(form.strip("`"), read_phrase(example.strip("`")), words) for form, example, words in table]

    assert [type(phrase) for _, phrase, _ in examples] == list(FORMS.values())
    assert [phrase_in_words(phrase) for _, phrase, _ in examples] == [
        example.strip("`") for _, example, _ in table
    ]
    assert [words.endswith("Shown, not computed.") for _, _, words in examples] == [
        isinstance(phrase, NOT_COMPUTED) for _, phrase, _ in examples
    ]


def test_the_page_names_every_unit() -> None:
    assert [unit for unit in Unit if f"`{unit}`" not in section("## The date phrases")] == []


def test_the_page_names_every_date_that_clerk_records() -> None:
    text = section("## The date phrases")

    assert re.findall(r"^\| `([a-z-]+)` \| [^|]+ \|$", text, re.MULTILINE) == list(RECORDED_DATES)


def test_the_page_lists_the_shipped_paths() -> None:
    shipped = [f"`{policy.id}/{path.id}`" for policy in shipped_policies() for path in policy.paths]

    assert [path for path, _ in rows(section("# Policies"))] == shipped


def test_the_worked_example_is_a_policy_without_faults() -> None:
    example = PAGE.split("```toml\n", maxsplit=1)[1].split("```", maxsplit=1)[0]
    policy = read_policy(example.encode(), name="riverton.toml")

    assert {path.id: [step.id for step in policy.steps_of(path.id)] for path in policy.paths} == {
        "inquiry": ["reply", "compare", "vote", "sign", "set-review", "look-back"],
        "outreach": ["compare", "vote", "sign", "set-review", "look-back"],
    }


def test_the_page_states_the_eight_rules_of_reading() -> None:
    numbers = re.findall(r"^(\d)\. ", section("## How Clerk reads a list of steps"), re.MULTILINE)

    assert numbers == list("12345678")
