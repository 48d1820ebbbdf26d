"""How each thing that is recorded is taken back, by the button that its answer holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.practice.inputs import placed_elements
from bot.practice.recording import Shown

UNDO = ("undo_act", "undo_import", "undo_settings", "do_undo", "agenda_withdraw", "vote_reopen", "share_undo")
"""The buttons that read Undo, Reopen or the like."""


@dataclass(frozen=True, kw_only=True)
class WayBack:
    """The buttons of which an answer has one; `why` says for what no Undo is offered."""

    buttons: tuple[str, ...] = UNDO
    why: str = ""


UNDONE = WayBack()
CALENDAR = WayBack(
    buttons=("move_meeting", "cancel_meeting", "schedule_meeting", "record_meeting", "do_meeting"),
    why="people were told of a meeting, so it is changed by a further entry that they are told of too",
)
POSTING = WayBack(
    buttons=("correct_posting", "do_meeting"),
    why="a legal posting is a fact outside of Clerk: it is corrected, and both entries stay in the record",
)
SESSION = WayBack(
    buttons=("session_roll", "session_more", "do_meeting"),
    why="the minutes keep what happened in a meeting: its times and roll are corrected from the meeting's own menu",
)
BALLOTS = WayBack(
    buttons=("vote_close", "do_meeting"),
    why="a vote is changed by pressing another option until it is closed",
)
SWITCH = WayBack(buttons=(), why="the opposite button takes its place")

WAYS_BACK: Mapping[str, WayBack] = {
    **dict.fromkeys(
        (
            "record_inquiry",
            "import_form",
            "log_letter",
            "complete_step",
            "turn_file",
            "owner_form",
            "edit_form",
            "share_form",
            "extend_form",
            "note_form",
            "packet_form",
            "add_candidate_form",
            "pick_candidate_form",
            "drop_candidate_form",
            "draft_form",
            "sign_form",
            "program_form",
            "agenda_add_form",
            "close_form",
            "settings_commission",
            "settings_clocks",
            "settings_digest",
            "settings_lists",
            "settings_check",
        ),
        UNDONE,
    ),
    "park_form": WayBack(buttons=("take_up_again", "undo_act")),
    **dict.fromkeys(
        (
            "save_meeting",
            "save_moved_meeting",
            "save_cancelled_meeting",
            "save_meeting_record",
            "save_meeting_pattern",
            "save_who_cant_attend",
        ),
        CALENDAR,
    ),
    **dict.fromkeys(("save_posting", "save_posting_correction"), POSTING),
    **dict.fromkeys(
        (
            "session_afterwards_form",
            "session_call_form",
            "session_roll_form",
            "session_seat_form",
            "session_remote_form",
            "session_item_form",
            "session_preside_form",
            "session_correct_form",
            "session_adjourn_form",
            "session_recuse_form",
        ),
        SESSION,
    ),
    **dict.fromkeys(("recuse_form", "spoken_form", "all_aye_form"), BALLOTS),
    "call_vote": WayBack(
        buttons=("do_meeting",), why="the vote's own message in the channel has the button that cancels it"
    ),
    "end_form": WayBack(buttons=("do_meeting",), why="a cancelled vote is called again"),
    "correct_form": WayBack(
        buttons=("do_meeting",),
        why="a correction of the record is corrected by a further one, with its reason",
    ),
    "my_reminders": WayBack(
        buttons=("do_remind", "resume_reminders"), why="one's own settings: the form shows and changes them"
    ),
    "save_person": WayBack(
        buttons=("edit_person", "add_person", "do_roster"),
        why="the roster keeps each term: it is edited again",
    ),
    "agenda_post_form": WayBack(
        buttons=("do_agenda",), why="the form was the preview that asked; a posted agenda is edited in place"
    ),
    "agenda_edit_form": WayBack(
        buttons=("do_agenda",), why="the item is edited again; what was posted is pulled, not erased"
    ),
    "agenda_outcome_form": WayBack(
        buttons=("do_agenda", "do_meeting"), why="another outcome of the item takes the first one's place"
    ),
    "take_up_again": UNDONE,
    "put_back_candidate": UNDONE,
    "agenda_list": WayBack(
        buttons=("do_agenda",), why="the item has its Withdraw on the agenda that it is on"
    ),
    "agenda_decline": WayBack(
        buttons=("do_agenda",), why="staff list the item themselves if they think again"
    ),
    "vote_reopen": WayBack(buttons=("vote_close",), why="the vote is closed again"),
    **dict.fromkeys(("cast_aye", "cast_no", "cast_abstain"), BALLOTS),
    **dict.fromkeys(
        (
            "can_attend",
            "cant_attend",
            "snooze",
            "show_again",
            "resume_reminders",
            "resume_in_form",
            "session_recess",
            "session_resume",
            "session_returned",
        ),
        SWITCH,
    ),
    "session_comment": WayBack(
        buttons=("session_more",), why="it notes the hour of a comment that was heard"
    ),
    "snooze_form": WayBack(
        buttons=("show_again", "do_next", "do_remind"), why="the matter has its Show again in the note"
    ),
    **dict.fromkeys(
        ("set_up_1", "set_up_2", "set_up_3", "set_up_back"),
        WayBack(buttons=(), why="nothing is set up before the end; until then Back changes each answer"),
    ),
    "set_up_review": WayBack(
        buttons=("do_settings", "do_roster", "do_next"),
        why="a commission is changed under Settings and Roster, where each change has its Undo",
    ),
    "load_sample": WayBack(buttons=("remove_sample",), why="the opposite button takes its place"),
    "remove_sample": WayBack(buttons=("load_sample",), why="the opposite button takes its place"),
    "hide_checklist": WayBack(
        buttons=(), why="it hides a list from a Home; what the list opens is in the menus"
    ),
    **dict.fromkeys(
        ("let_in", "try_line", "refresh_home"),
        WayBack(buttons=(), why="it tries again what was asked, and records nothing of its own"),
    ),
    **dict.fromkeys(
        ("undo_act", "undo_import", "undo_settings", "agenda_withdraw", "share_undo"),
        WayBack(buttons=(), why="it is the way back; what was taken back is entered again"),
    ),
    "settings_hand_in": WayBack(
        buttons=(), why="it keeps the text aside unused; the form that follows asks whether to use it"
    ),
    **dict.fromkeys(
        ("send_file", "send_test", "tell_members", r"^do_join(:\d+)?$"),
        WayBack(
            buttons=(), why="it sends one message to one person, and records nothing of the commission's"
        ),
    ),
}
"""By the form or button that records it."""


def way_faults(one: Shown) -> Iterator[str]:
    """Find an answer to a form that recorded something and shows no way back; a form drawn again recorded nothing."""
    way = WAYS_BACK.get(one.after)
    if way is None or not way.buttons or "submit" in one.content:
        return
    held = {element.get("action_id", "") for _, element in placed_elements(one.content["blocks"])}
    wanted = {*way.buttons, "do_undo"}
    if not any(button.partition(":")[0] in wanted for button in held):
        yield f"no way back after {one.after}: {one.content['blocks'][0]}"
