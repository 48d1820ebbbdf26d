"""A real Bolt app against the practice workspace, over Socket Mode and over signed HTTP."""

import pytest
from slack_sdk import WebClient

from bot.practice.driver import Practice
from bot.practice.member import Member
from bot.practice.refusal import ActRefused
from tests.bot.practice.sample_app import actions, button, respond_statuses


def test_a_command_is_answered_for_her_eyes_only(either: Member, practice: Practice) -> None:
    seen = either.types("/sister next Loreto", channel="C0SISTER").last_message("C0SISTER")

    assert seen is not None
    assert (seen.text, seen.ephemeral) == ("You said next Loreto", True)
    assert practice.person("U0RUTH").messages("C0SISTER") == []


def test_names_in_a_command_come_as_escaped_ids(dana: Member) -> None:
    dana.types("/sister tell @Ruth Meyer in #sister-cities & <you>", channel="C0SISTER")

    assert (
        dana.last_message().text
        == "You said tell <@U0RUTH|ruth> in <#C0SISTER|sister-cities> &amp; &lt;you&gt;"
    )


def test_a_button_replaces_its_ephemeral_message(either: Member) -> None:
    either.types("/sister buttons", channel="C0SISTER")
    either.presses("Aye")

    assert [message.text for message in either.messages("C0SISTER")] == ["Aye to m1"]


def test_a_form_is_opened_filled_and_closed(either: Member) -> None:
    opened = either.types("/sister form").modal
    assert opened is not None
    assert (opened.title, opened.labels) == ("Record", ["City", "Kind", "Sister"])

    assert either.submits({"City": "Loreto", "Kind": "Letter", "Sister": "Tena"}).modal is None


def test_errors_stand_beside_their_fields_and_the_input_survives(either: Member) -> None:
    either.types("/sister form")
    modal = either.submits({"City": "Nowhere", "Kind": "Email", "Sister": "Tena"}).modal

    assert modal is not None
    assert modal.errors == {"City": "There is no such city."}
    assert modal.values == {"City": "Nowhere", "Kind": "Email", "Sister": "Tena"}


def test_a_form_may_be_redrawn_in_the_answer(either: Member) -> None:
    either.types("/sister form")
    modal = either.submits({"City": "Again"}).modal

    assert modal is not None
    assert (modal.title, modal.shown) == ("Saved", "Saved Again")


def test_a_form_may_be_laid_on_top_in_the_answer(either: Member) -> None:
    below = either.types("/sister form").modal
    above = either.submits({"City": "Above"}).modal
    assert below is not None
    assert above is not None
    assert above.title == "Look"

    back = either.closes().modal
    assert back is not None
    assert (back.id, back.values["City"]) == (below.id, "Above")


def test_an_answer_is_for_the_form_as_it_stands_then(dana: Member) -> None:
    dana.types("/sister form")
    redrawn = dana.submits({"City": "Redrawn"}).modal

    assert redrawn is not None
    assert (redrawn.title, redrawn.errors) == ("Wait", {"City": "Not yet."})
    assert dana.submits({"City": "Gone"}).modal is None


def test_all_forms_may_be_cleared_in_the_answer(dana: Member) -> None:
    dana.types("/sister form")
    dana.presses("Above")

    assert dana.submits({"City": "Clear"}).modal is None


def test_what_was_typed_stays_when_the_form_grows(either: Member) -> None:
    either.types("/sister form")
    either.fills({"City": "Lor"})
    modal = either.presses("More").modal

    assert modal is not None
    assert modal.values == {"City": "Lor", "Country": None}


def test_a_fourth_form_is_one_too_many(dana: Member, practice: Practice) -> None:
    dana.types("/sister form")
    dana.presses("Above")
    dana.presses("Above")
    dana.presses("Above")

    assert [call.error for call in practice.calls if call.method == "views.push"] == [
        None,
        None,
        "push_limit_reached",
    ]
    assert dana.notices == ["Clerk did not answer in time"]


def test_a_required_field_cannot_be_left_empty(dana: Member) -> None:
    dana.types("/sister form")

    with pytest.raises(ActRefused, match="City: Please complete this required field"):
        dana.submits({"Kind": "Letter"})


def test_an_unknown_label_or_option_is_no_act(dana: Member) -> None:
    dana.types("/sister form")

    with pytest.raises(ActRefused, match="none of these is 'Town'"):
        dana.fills({"Town": "Loreto"})
    with pytest.raises(ActRefused, match="'Fax' is not among"):
        dana.fills({"Kind": "Fax"})


def test_options_are_searched_in_the_app(either: Member) -> None:
    either.types("/sister form")

    assert either.searches("te", in_menu="Sister") == ["Tena"]
    assert either.searches("t", in_menu="Sister") == ["Loreto", "Tena"]


def test_errors_beside_a_field_that_is_not_there_are_refused(dana: Member) -> None:
    dana.types("/sister form")

    assert dana.submits({"City": "Wrong"}).notices == [
        "Clerk's answer was refused: invalid_arguments: [ERROR] no input block stranger"
    ]


def test_an_answer_that_slack_would_not_take_is_refused(dana: Member) -> None:
    assert dana.types("/sister bad").notices == [
        (
            "Clerk's answer was refused: invalid_blocks: "
            "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"
        )
    ]


def test_a_command_without_an_answer_is_a_notice(either: Member) -> None:
    assert either.types("/sister silent").notices == ["/sister did not answer in time"]
    assert either.types("/sister hello").notices == []


def test_words_in_direct_messages_are_answered_there(either: Member) -> None:
    either.says("next & then?")

    assert [message.text for message in either.dm] == ["next &amp; then?", "Heard: next &amp; then?"]


def test_an_edited_message_comes_as_a_change(dana: Member) -> None:
    dana.says("nxt")
    dana.edits(dana.dm[0], "next")

    assert [message.text for message in dana.dm] == ["next", "Heard: nxt", "Now: next"]


def test_a_mention_is_answered_in_its_thread(dana: Member) -> None:
    first = dana.says("A letter came.", "C0SISTER").last_message()
    assert first is not None
    dana.says("@Clerk next Loreto", "C0SISTER", thread=first)

    answer = dana.last_message("C0SISTER")
    assert (answer.text, answer.thread_ts) == ("Heard: <@U0CLERK> next Loreto", first.ts)


def test_a_channel_without_the_app_hears_no_mention(dana: Member) -> None:
    dana.says("@Clerk next Loreto", "C0OTHER")

    assert [message.text for message in dana.messages("C0OTHER")] == ["<@U0CLERK> next Loreto"]


def test_home_is_drawn_when_it_is_opened(either: Member) -> None:
    home = either.opens_home().home

    assert home is not None
    assert (home.shown, home.buttons) == ("Hello <@U0DANA>\n[Refresh]", ["Refresh"])


def test_a_button_on_home_brings_the_view_and_no_channel(either: Member) -> None:
    either.opens_home()
    home = either.presses("Refresh").home

    assert home is not None
    assert home.shown == "Keys: view"


def test_a_global_shortcut_opens_a_form(either: Member) -> None:
    modal = either.uses_shortcut("Record an inquiry").modal

    assert modal is not None
    assert modal.values == {"City": "?"}


def test_a_message_shortcut_brings_the_message(either: Member) -> None:
    said = either.says("Loreto wrote to us.", "C0SISTER").last_message()
    modal = either.uses_shortcut("Log this message", on=said).modal

    assert modal is not None
    assert modal.values == {"City": "Loreto wrote to us."}


def test_a_response_address_works_five_times(dana: Member, client: WebClient) -> None:
    client.chat_postMessage(channel="C0SISTER", text="Talk", blocks=[actions(button("Six", "six"))])
    dana.presses("Six")

    assert respond_statuses[-1] == [200, 200, 200, 200, 200, 404]
    assert [message.text for message in dana.messages("C0SISTER")][1:] == [f"Time {n}" for n in range(5)]


def test_an_ephemeral_message_is_nobody_elses(dana: Member, practice: Practice) -> None:
    dana.types("/sister buttons", channel="C0SISTER")

    with pytest.raises(ActRefused, match="Only another person sees this message"):
        practice.person("U0RUTH").presses("aye", in_=dana.last_message("C0SISTER"))
