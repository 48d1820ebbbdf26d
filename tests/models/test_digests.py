"""What a digest says of votes, of decisions of other bodies and of evaluations; and that the sample is left out."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from models.askers import asker_of
from models.commission import Commission, commission_of
from models.digests import digest_of
from models.ledger import record
from models.prospects import RecordedDate
from models.rules.digests import Digest, DigestPlan, When
from models.samples import load_sample
from models.workspaces import Workspace
from tests.builders import LOS_ANGELES, STAFF, Office
from tests.models.votes_builders import AYE, NO, SEATS, room

MONDAY = datetime(2026, 1, 19, 10, tzinfo=LOS_ANGELES)
WEEK = "week:2026-01-19|2026-01-16"
"""Monday is a holiday, so that the digest of its week goes out on the Friday before."""
FRIDAY = MONDAY - timedelta(days=3)


def digest(milpitas: Office, now: datetime = FRIDAY, subject: str = WEEK) -> Digest | None:
    """Give a weekly digest as things stand."""
    with milpitas.workspace.reading() as session:
        commission = _weekly(commission_of(session))
        return digest_of(session, subject, commission, now)


def _weekly(commission: Commission) -> Commission:
    return replace(commission, digest=DigestPlan(when=When.WEEKLY, by="Ana Ruiz"))


def lines(milpitas: Office, heading: str, now: datetime = FRIDAY, subject: str = WEEK) -> list[str]:
    """List the lines below a heading."""
    found = digest(milpitas, now, subject)
    return (
        [line for group in found.groups if group.heading == heading for line in group.lines] if found else []
    )


def test_a_vote_is_told_as_it_was_counted_and_nobody_is_named(milpitas: Office) -> None:
    meeting = room(milpitas)
    motion = meeting.opens(text="Answer the letter  from\nLoreto.")
    meeting.all_cast(motion, dict.fromkeys(SEATS, AYE) | {"U17": NO})
    meeting.closes(motion)

    assert lines(milpitas, "Decided last week") == ["Answer the letter from Loreto: Carried 6\N{EN DASH}1"]


def test_an_open_vote_is_not_told(milpitas: Office) -> None:
    meeting = room(milpitas)
    meeting.opens()

    assert lines(milpitas, "Decided last week") == []


def test_a_long_motion_is_cut_and_an_old_vote_is_left_out(milpitas: Office) -> None:
    meeting = room(milpitas)
    motion = meeting.opens(text="Recommend " * 30)
    meeting.all_cast(motion, dict.fromkeys(SEATS, AYE))
    meeting.closes(motion)
    later, subject = FRIDAY + timedelta(days=10), "week:2026-01-26|2026-01-26"

    (line,) = lines(milpitas, "Decided last week")
    assert (line[:10], line[99:]) == ("Recommend ", "…: Carried 7\N{EN DASH}0")
    assert lines(milpitas, "Decided last week", later, subject) == []


def test_the_next_meeting_and_the_evaluations_of_sixty_days_are_named(milpitas: Office) -> None:
    for city, day in (("Loreto", date(2026, 3, 17)), ("Tena", date(2026, 3, 18))):
        prospect = milpitas.inquiry(city)
        with milpitas.workspace.transaction(milpitas.now) as session:
            act = record(session, "date recorded", actor=STAFF, now=milpitas.now, prospect_id=prospect)
            session.add(RecordedDate(prospect_id=prospect, name="evaluation", on=day, act_id=act.id))
    milpitas.meet("2026-02-12")

    assert lines(milpitas, "Coming up") == [
        "Meeting: Thu, Feb 12, 7:00 PM",
        "Loreto, Mexico: Evaluate the partnership and adjust it where needed, Tue, Mar 17",
    ]


def test_the_sample_is_left_out_and_is_no_reason_for_a_digest(milpitas: Office) -> None:
    with milpitas.workspace.transaction(milpitas.now) as session:
        load_sample(session, asker_of(session, "U1"), commission_of(session), milpitas.now)
    milpitas.meet("2026-02-12")

    assert digest(milpitas) is None
    milpitas.inquiry("Loreto")
    found = digest(milpitas)
    assert found is not None
    assert [group.heading for group in found.groups] == ["Coming up"]
    assert "sample" not in " ".join(line for group in found.groups for line in group.lines)


def test_on_another_day_and_without_a_channel_there_is_none(milpitas: Office) -> None:
    milpitas.inquiry()
    milpitas.meet("2026-02-12")
    assert digest(milpitas, FRIDAY + timedelta(days=1)) is None

    with milpitas.workspace.transaction(milpitas.now) as session:
        session.scalars(select(Workspace)).one().channel = None
    assert digest(milpitas) is None
