"""A posting that was recorded wrongly is put right by one more entry, and clocks follow what is right."""

from datetime import date, time

from sqlalchemy import select

from models.agenda_items import NewItem, agenda_of, list_item, record_outcome
from models.agenda_rows import rows_of
from models.calendar_rows import CalendarChange
from models.commission import commission_of
from models.database import found
from models.ledger import Act, standing
from models.meeting_records import NewPosting
from models.meetings import Meeting, Posting
from models.posting_corrections import correct_posting
from models.prospects import StepEntry
from models.rules.agendas import ItemResult
from tests.builders import Office, refused
from tests.models.calendar_builders import calendar_of, done, meeting_on, moved, posted, scheduled

MAY = "2026-05-28"
REASON = "Read off the notice board"


def corrected(
    office: Office, day: str, at: str = "09:00", *, reason: str = REASON, place: str = "City Hall"
) -> CalendarChange:
    """Put the posting of the meeting in May right."""
    new = NewPosting(day=date.fromisoformat(day), at=time.fromisoformat(at), place=place, posted_by="Ana")
    return corrects(office, new, reason)


def corrects(office: Office, new: NewPosting | None, reason: str = REASON) -> CalendarChange:
    """Correct the only posting of the meeting in May, or take it back."""
    return done(
        office,
        lambda session, asker, commission: correct_posting(
            session,
            meeting_on(office, MAY),
            session.scalars(select(Posting.id).order_by(Posting.act_id.desc())).first() or "",
            new,
            reason,
            asker,
            commission,
            office.now,
        ),
    )


def postings(office: Office) -> list[tuple[str, bool]]:
    """List when the agenda was posted as it was ever recorded, and whether that stands."""
    with office.workspace.reading() as session:
        stands = set(session.scalars(select(Posting.id).where(standing(Posting))))
        rows = session.scalars(select(Posting).order_by(Posting.act_id))
        return [(f"{row.posted_at:%m-%d}", row.id in stands) for row in rows]


def states(office: Office) -> list[str]:
    """List what was recorded of steps."""
    with office.workspace.reading() as session:
        return list(session.scalars(select(StepEntry.state).order_by(StepEntry.act_id)))


def test_a_posting_that_was_late_after_all_lets_the_clock_run_again(milpitas: Office) -> None:
    for on, status in (
        ("2026-01-22", "held"),
        ("2026-02-26", "held"),
        ("2026-04-23", "held"),
        (MAY, "scheduled"),
    ):
        milpitas.meet(on, status)
    prospect_id = milpitas.on("2026-01-22").inquiry()
    posted(milpitas.on("2026-05-22"), MAY, "2026-05-22", "09:00")
    office = milpitas.on("2026-05-29")
    item = f"due:{prospect_id}:discuss"
    result = ItemResult.DISCUSSED
    done(
        office,
        lambda session, asker, commission: record_outcome(
            session, meeting_on(office, MAY), item, result, "", None, asker, commission, office.now
        ),
    )
    late = corrected(office, "2026-05-26")
    step = "Discuss the possible relationship at a commission meeting"

    assert late.warnings == (
        "That was after the deadline, so it is recorded as late.",
        f"“{step}” is open again.",
    )
    assert corrected(office, "2026-05-25").warnings == (f"“{step}” is done by it.",)
    assert postings(office) == [("05-22", False), ("05-26", False), ("05-25", True)]
    assert states(office) == ["done", "reopened", "done"]
    with office.workspace.reading() as session:
        own = (Act.what == "agenda posting corrected", Act.prospect_id.is_(None))
        acts = session.scalars(select(Act.reason).where(*own)).all()
        assert list(acts) == [REASON, REASON]


def test_a_corrected_posting_covers_what_was_listed_when_it_was_first_recorded(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    lists(milpitas, "One")
    posted(milpitas.on("2026-05-20"), MAY, "2026-05-20", "09:00")
    lists(milpitas.on("2026-05-20"), "Two")
    corrected(milpitas.on("2026-05-21"), "2026-05-20", "08:00")
    corrected(milpitas.on("2026-05-21"), "2026-05-20", "08:30")

    with milpitas.workspace.reading() as session:
        meeting = found(session, Meeting, meeting_on(milpitas, MAY), "meeting")
        entries = agenda_of(session, meeting, commission_of(session), milpitas.now)
    assert [(each.title, each.was_posted) for each in entries if each.is_business] == [
        ("One", True),
        ("Two", False),
    ]


def test_a_posting_that_never_was_is_taken_back_and_the_agenda_is_open_again(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    posted(milpitas.on("2026-05-20"), MAY, "2026-05-20", "09:00")
    office = milpitas.on("2026-05-21")
    assert is_fixed(office)
    corrects(office, None)

    assert (calendar_of(office), postings(office)) == ([(MAY, "regular", "scheduled")], [("05-20", False)])
    assert not is_fixed(office)


def test_after_the_meeting_its_agenda_stays_kept_without_a_posting(one_engine: Office) -> None:
    scheduled(one_engine, MAY)
    posted(one_engine.on("2026-05-20"), MAY, "2026-05-20", "09:00")
    corrects(one_engine.on("2026-05-29"), None)
    assert is_fixed(one_engine)


def test_a_moved_meeting_has_an_open_agenda_again(one_engine: Office) -> None:
    scheduled(one_engine, MAY)
    posted(one_engine.on("2026-05-20"), MAY, "2026-05-20", "09:00")
    corrected(one_engine.on("2026-05-20"), "2026-05-19")
    moved(one_engine.on("2026-05-21"), MAY, "2026-05-29")
    assert not is_fixed(one_engine, "2026-05-29")


def test_a_correction_needs_its_reason_and_something_to_correct(one_engine: Office) -> None:
    scheduled(one_engine, MAY)
    posted(one_engine.on("2026-05-20"), MAY, "2026-05-20", "09:00")
    office = one_engine.on("2026-05-21")
    with refused("Please give the reason; it is kept with the record.", "reason"):
        corrected(office, "2026-05-19", reason=" ")
    with refused("That is what the record says already, so I changed nothing.", "day"):
        corrected(office, "2026-05-20")
    with refused("That is in the future. Record the posting once it is up.", "day"):
        corrected(office, "2026-05-22")
    corrects(office, None)
    with refused("Ana Ruiz corrected that posting a minute ago, so I changed nothing. Look at it again."):
        corrected(office, "2026-05-19")


def lists(office: Office, title: str) -> None:
    """List an item for the meeting in May."""
    new = NewItem(meeting_id=meeting_on(office, MAY), title=title)
    done(office, lambda session, asker, commission: list_item(session, new, asker, commission, office.now))


def is_fixed(office: Office, on: str = MAY) -> bool:
    """Tell whether an agenda no longer changes by itself."""
    with office.workspace.reading() as session:
        return rows_of(session, meeting_on(office, on)).is_fixed
