"""Changing the settings: by the same path as the commission's file, with what moves, and the way back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.askers import THE_FILE
from models.commission import FIRST_RUN, commission_of
from models.ledger import Act, record
from models.policy_shelf import current_versions, lay_aside, unused_versions
from models.restrictions import restrictions
from models.rules.commission_values import ChosenPolicy, CommissionFile
from models.rules.digests import DigestPlan, When
from models.rules.policy_reader import read_policy
from models.settings import (
    Saved,
    change_settings,
    digest_changes,
    list_changes,
    must_stand,
    recorded_file,
    second_admin_changes,
)
from models.settings_kept import CLOCKS, COMMISSION, stands
from models.settings_undo import hindrance, latest_change, take_back_settings
from models.setup import CHANGED, make, set_value, settings_changes
from models.workspaces import Workspace
from tests.builders import STAFF, Office, refused, shipped_text

REPLY = "Reply to the inquiry in writing"
JAN_28: dict[str, Any] = {"days_off": {"extra": [date(2026, 1, 28)]}}


def changed(milpitas: Office, by: str = "U1", **said: Any) -> Saved:  # noqa: ANN401  fields of many types
    """Change the settings, as a file would say it."""
    with milpitas.writing(by) as (session, asker):
        return change_settings(session, said, asker, milpitas.now)


def taken_back(milpitas: Office, act: int | None, by: str = "U1") -> Saved:
    with milpitas.writing(by) as (session, asker):
        return take_back_settings(session, str(act), asker, milpitas.now)


def kept(milpitas: Office) -> dict[str, Any]:
    """Read the whole row of the workspace, but for its counters."""
    with milpitas.workspace.reading() as session:
        row = session.scalars(select(Workspace)).one()
        return {name: getattr(row, name) for name in ("name", "body_title", "zone", "channel", "settings")}


def test_a_day_off_moves_dates_which_are_said_and_taken_back(milpitas: Office) -> None:
    prospect = milpitas.inquiry()
    before, dates = kept(milpitas), milpitas.due_rows(prospect)
    saved = changed(milpitas, **JAN_28)
    moved = milpitas.due_rows(prospect)

    assert (saved.changes, saved.moved) == (
        ("days off added: Jan 28 2026",),
        (
            f"Loreto, Mexico: our goal for {REPLY} moved from Fri, Jan 30 to Mon, Feb 2, because the settings changed.",
        ),
    )
    assert saved.would_move == (
        f"Loreto, Mexico: our goal for {REPLY} would move from Fri, Jan 30 to Mon, Feb 2.",
    )
    assert moved["reply", "goal"] == date(2026, 2, 2)
    back = taken_back(milpitas, saved.act_id)
    again = f"Loreto, Mexico: our goal for {REPLY} moved from Mon, Feb 2 to Fri, Jan 30"
    assert back.moved == (f"{again}, because a change of the settings was taken back.",)
    assert (kept(milpitas), milpitas.due_rows(prospect)) == (before, dates)


def test_their_days_to_answer_move_what_is_expected(milpitas: Office) -> None:
    milpitas.letter(milpitas.inquiry())
    saved = changed(milpitas, clocks={"their_silence_days": 30})

    assert saved.moved == (
        "Loreto, Mexico: an answer is expected by Sat, Feb 14, not by Sun, Mar 1, because the settings changed.",
    )
    assert saved.would_move == (
        "Loreto, Mexico: an answer would be expected by Sat, Feb 14, not by Sun, Mar 1.",
    )


def test_a_file_lists_what_the_settings_changed_since(milpitas: Office) -> None:
    with milpitas.workspace.reading() as session:
        file = replace(recorded_file(session), clocks={"their_silence_days": 45}, digest={"when": When.OFF})
    changed(milpitas, name="Riverton", clocks={"their_silence_days": 30})
    with milpitas.writing() as (session, asker):
        plan = DigestPlan(when=When.WEEKLY, weekday=4, hour=10)
        change_settings(
            session, {}, asker, milpitas.now, more=digest_changes(session, plan, asker, milpitas.now)
        )

    assert listed(milpitas, file) == [
        "name: Riverton → Milpitas",
        "clocks, their silence days: 30 → 45",
        "digest, when: weekly → off",
    ]


def listed(milpitas: Office, file: CommissionFile) -> list[str]:
    with milpitas.workspace.reading() as session:
        return [change.says for change in settings_changes(session, file, milpitas.now)]


def test_what_a_form_does_not_speak_of_stays(milpitas: Office) -> None:
    with milpitas.workspace.transaction(milpitas.now) as session:
        row = session.scalars(select(Workspace)).one()
        row.settings = {"restricted": {"CU": {"why": "Sanctions", "source": "31 CFR 515"}}}
    changed(milpitas, name="Riverton")

    with milpitas.workspace.reading() as session:
        assert list(restrictions(session)) == ["CU"]
        assert (commission_of(session).name, len(current_versions(session))) == ("Riverton", 1)


def test_saying_the_same_again_changes_nothing(milpitas: Office) -> None:
    before = milpitas.last_act()

    assert (changed(milpitas, name="Milpitas"), milpitas.last_act()) == (Saved(act_id=None), before)


def test_a_digest_keeps_who_set_it_up_and_since_when(milpitas: Office) -> None:
    with milpitas.writing() as (session, asker):
        plan = DigestPlan(when=When.WEEKLY)
        more = digest_changes(session, plan, asker, milpitas.now)
        saved = change_settings(session, {}, asker, milpitas.now, more=more)
        digest = commission_of(session).digest

    assert saved.changes == ("digest: each Monday at 9 AM, instead of off",)
    assert (digest.by, digest.since) == ("Ana Ruiz", milpitas.now)
    with milpitas.writing() as (session, asker):
        assert digest_changes(session, plan, asker, milpitas.now) == []


def test_a_second_administrator_is_named_in_the_record(milpitas: Office) -> None:
    with milpitas.writing() as (session, asker):
        more = second_admin_changes(session, "U3")
        saved = change_settings(session, {}, asker, milpitas.now, more=more)
        assert commission_of(session).second_admin == "U3"

    assert saved.changes == ("second administrator: Cy Diaz, instead of none",)
    taken_back(milpitas, saved.act_id)
    with milpitas.workspace.reading() as session:
        assert commission_of(session).second_admin is None


def test_only_officers_change_the_settings_or_take_a_change_back(milpitas: Office) -> None:
    saved = changed(milpitas, by="U2", name="Riverton")
    no = "Only the chair (Bo Lee) or staff (Ana Ruiz) can change the settings. I changed nothing."

    with refused(no):
        changed(milpitas, by="U3", name="Elsewhere")
    with refused(no):
        taken_back(milpitas, saved.act_id, by="U3")


def test_a_change_that_was_changed_again_stays_until_the_later_one_is_taken_back(milpitas: Office) -> None:
    first, second = (changed(milpitas, name=name) for name in ("Riverton", "Springfield"))
    with refused(
        "Those settings were changed again since, so I changed nothing. Take the later change back first."
    ):
        taken_back(milpitas, first.act_id)
    taken_back(milpitas, second.act_id)
    assert kept(milpitas)["name"] == "Riverton"
    taken_back(milpitas, first.act_id)

    assert kept(milpitas)["name"] == "Milpitas"


def test_a_second_press_on_undo_changes_nothing(milpitas: Office) -> None:
    saved = changed(milpitas, name="Riverton")
    taken_back(milpitas, saved.act_id)
    acts = milpitas.last_act()

    assert (taken_back(milpitas, saved.act_id).moved, milpitas.last_act()) == ((), acts)


@pytest.mark.parametrize("act", ["1", "0", "99999", "x", ""])
def test_nothing_else_is_taken_back_as_a_setting(one_engine: Office, act: str) -> None:
    one_engine.inquiry()

    with pytest.raises(Exception, match="I couldn't find that"), one_engine.writing() as (session, asker):
        take_back_settings(session, act, asker, one_engine.now)


def test_the_last_change_that_stands_can_be_found(milpitas: Office) -> None:
    first, second = (changed(milpitas, name=name).act_id for name in ("Riverton", "Springfield"))
    taken_back(milpitas, second)

    with milpitas.workspace.reading() as session:
        latest = latest_change(session)
        assert latest is not None
        assert (latest.id, latest.actor_name) == (first, STAFF.name)


def test_another_text_is_used_for_new_files_and_taken_back(milpitas: Office) -> None:
    old = milpitas.inquiry()
    text = shipped_text("milpitas").replace(b"10 working days after", b"5 working days after")
    with milpitas.writing() as (session, asker):
        version = lay_aside(session, text, name="ours", now=milpitas.now)
        assert [row.content_hash == version.content_hash for row in current_versions(session)] == [False]
        saved = change_settings(session, {}, asker, milpitas.now, more=list_changes(session, [version], []))
    new = milpitas.inquiry("Hue", country="VN")

    goals = [milpitas.due_rows(each)["reply", "goal"].isoformat() for each in (old, new)]
    assert goals == ["2026-01-30", "2026-01-23"]
    taken_back(milpitas, saved.act_id)
    with milpitas.workspace.reading() as session:
        assert [row.content for row in current_versions(session)] == [shipped_text("milpitas")]


def test_a_list_that_comes_with_clerk_is_taken_up_and_another_put_out_of_use(milpitas: Office) -> None:
    content = shipped_text("sci-guide")
    chosen = ChosenPolicy(content=content, policy=read_policy(content, name="sci-guide"))
    with milpitas.writing() as (session, asker):
        (milpitas_text,) = current_versions(session)
        saved = change_settings(
            session,
            {"policies": (chosen,)},
            asker,
            milpitas.now,
            more=list_changes(session, [], [milpitas_text]),
        )
        assert names(session) == (["sci-guide"], ["milpitas"])

    taken_back(milpitas, saved.act_id)
    with milpitas.workspace.reading() as session:
        assert names(session) == (["milpitas"], ["sci-guide"])


def names(session: Session) -> tuple[list[str], list[str]]:
    """Name the step lists in use, and those that are kept unused."""
    return (
        [row.policy_id for row in current_versions(session)],
        [row.policy_id for row in unused_versions(session)],
    )


def test_a_change_says_in_the_record_what_was_before_and_after(milpitas: Office) -> None:
    saved = changed(milpitas, clocks={"their_silence_days": 30})
    with milpitas.workspace.reading() as session:
        act = session.scalars(select(Act).where(Act.id == saved.act_id)).one()
        record = act.what, act.details

    assert record == (
        "settings changed",
        {
            "changes": ["days until an answer is asked about: 30, instead of 45"],
            "before": {"settings.clocks.their_silence_days": None},
            "after": {"settings.clocks.their_silence_days": 30},
        },
    )


KIND: dict[str, Any] = {
    "kind": "nonprofit",
    "rules": {"kind_reason": "It was incorporated.", "kind_approved_by": "the City Attorney"},
}


def test_another_kind_of_body_is_kept_with_who_approved_it_and_not_simply_taken_back(
    milpitas: Office,
) -> None:
    saved = changed(milpitas, **KIND)

    assert saved.changes == (
        "kind of body: nonprofit board, instead of city commission, approved by the City Attorney",
    )
    with refused(
        "Another kind of body needs a reason and who approved it, so I changed nothing. "
        "Change it back under Commission."
    ):
        taken_back(milpitas, saved.act_id)


def test_what_a_form_shows_must_still_stand_when_it_is_saved(milpitas: Office) -> None:
    with milpitas.writing() as (session, _):
        shown = {parts: stands(session, parts) for parts in (COMMISSION, CLOCKS)}
    changed(milpitas, by="U2", name="Riverton")
    said = "Bo Lee changed these settings meanwhile, so I changed nothing. Please open them again."

    with milpitas.writing() as (session, _):
        must_stand(session, CLOCKS, shown[CLOCKS])
    with refused(said), milpitas.writing() as (session, _):
        must_stand(session, COMMISSION, shown[COMMISSION])


def test_what_the_file_or_an_undo_changed_meanwhile_is_seen_too(milpitas: Office) -> None:
    saved = changed(milpitas, by="U2", name="Riverton")
    with milpitas.writing() as (session, _):
        shown = stands(session, COMMISSION)
    by_the_file(milpitas, name="Springfield")
    said = (
        "The commission file changed these settings meanwhile, so I changed nothing. Please open them again."
    )

    with refused(said), milpitas.writing() as (session, _):
        must_stand(session, COMMISSION, shown)
    by_the_file(milpitas, name="Riverton")
    taken_back(milpitas, saved.act_id)
    said = "Ana Ruiz changed these settings meanwhile, so I changed nothing. Please open them again."
    with refused(said), milpitas.writing() as (session, _):
        must_stand(session, COMMISSION, shown)


def by_the_file(milpitas: Office, **said: Any) -> None:  # noqa: ANN401  fields of many types
    """Change the settings as a commission file does that says what is recorded, and something else."""
    with milpitas.workspace.transaction(milpitas.now) as session:
        file = replace(recorded_file(session), **said)
        make(session, settings_changes(session, file, milpitas.now))
        record(session, CHANGED, actor=THE_FILE.actor, now=milpitas.now)


def in_the_way(milpitas: Office) -> str | None:
    """Say what keeps the last change from being taken back."""
    with milpitas.workspace.reading() as session:
        latest = latest_change(session)
        found = hindrance(session, latest) if latest else None
        return found.why if found else None


def test_what_was_noted_of_the_first_days_keeps_nobody_from_taking_a_second_administrator_back(
    milpitas: Office,
) -> None:
    with milpitas.writing() as (session, asker):
        more = second_admin_changes(session, "U3")
        saved = change_settings(session, {}, asker, milpitas.now, more=more)
        workspace = session.scalars(select(Workspace)).one()
        set_value(workspace, FIRST_RUN, "is_hidden", value=True)
    taken_back(milpitas, saved.act_id)

    assert kept(milpitas)["settings"] == {FIRST_RUN: {"is_hidden": True}}


def test_what_the_file_changed_since_is_not_taken_back(milpitas: Office) -> None:
    saved = changed(milpitas, name="Riverton")
    assert in_the_way(milpitas) is None
    by_the_file(milpitas, name="Springfield")

    assert in_the_way(milpitas) == "The commission's file changed those settings since"
    with refused(
        "The commission's file changed those settings since, so I changed nothing. Change them under Settings."
    ):
        taken_back(milpitas, saved.act_id)


def test_an_older_change_stays_while_a_later_one_touches_the_same_whatever_the_values(
    milpitas: Office,
) -> None:
    first, _, third = (changed(milpitas, clocks={"their_silence_days": days}).act_id for days in (60, 50, 60))
    with refused(
        "Those settings were changed again since, so I changed nothing. Take the later change back first."
    ):
        taken_back(milpitas, first)
    taken_back(milpitas, third)

    assert kept(milpitas)["settings"] == {"clocks": {"their_silence_days": 50}}


def test_another_setting_of_the_same_form_is_taken_back_by_itself(milpitas: Office) -> None:
    first = changed(milpitas, days_off={"federal": False})
    changed(milpitas, **JAN_28)
    taken_back(milpitas, first.act_id)

    assert kept(milpitas)["settings"] == {"days_off": {"extra": ["2026-01-28"]}}


def test_a_digest_that_the_file_changes_is_nobodys_and_of_now(milpitas: Office) -> None:
    with milpitas.writing() as (session, asker):
        more = digest_changes(session, DigestPlan(when=When.WEEKLY), asker, milpitas.now)
        change_settings(session, {}, asker, milpitas.now, more=more)
    later = replace(milpitas, now=milpitas.now + timedelta(days=1))
    by_the_file(later, digest={"when": "weekly", "weekday": "Friday", "hour": 9})
    with milpitas.workspace.reading() as session:
        digest = commission_of(session).digest

    assert (digest.weekday, digest.by, digest.since) == (4, "", later.now)


def test_a_digest_of_which_the_file_says_the_same_stays_with_who_set_it_up(milpitas: Office) -> None:
    with milpitas.writing() as (session, asker):
        more = digest_changes(session, DigestPlan(when=When.WEEKLY), asker, milpitas.now)
        change_settings(session, {}, asker, milpitas.now, more=more)
    by_the_file(milpitas, name="Riverton", digest={"when": "weekly", "weekday": "Monday", "hour": 9})
    with milpitas.workspace.reading() as session:
        assert commission_of(session).digest.by == "Ana Ruiz"
