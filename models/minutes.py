"""Minutes: a draft as long as no vote has adopted them, then the words that were adopted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.adoptions import AdoptedMinutes
from models.bodies import body_rules
from models.commission import Commission
from models.database import found
from models.ledger import Act, standing
from models.meetings import Happening, Meeting
from models.motion_lines import motion_line
from models.proceedings import proceedings_of
from models.refusals import Refusal
from models.rules.documents import Document, Paragraph, from_json, to_json
from models.rules.minutes import minutes, motion_in_one_line
from models.rules.sessions import What
from models.rules.wording import day_in_words, full_date
from models.vote_records import votes_of


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """The minutes of a meeting."""

    meeting: Meeting
    document: Document
    is_adopted: bool


def minutes_of(session: Session, meeting_id: str, commission: Commission, now: datetime) -> Minutes:
    """Give a meeting's minutes: as they were adopted, else a draft of what is recorded so far."""
    meeting = found(session, Meeting, meeting_id, "meeting")
    adopted = _adopted(session, meeting_id)
    if adopted is None:
        told = proceedings_of(session, meeting, commission, now)
        return Minutes(meeting=meeting, document=minutes(told), is_adopted=False)
    kept = from_json(adopted.document)
    since = _corrected_since(session, adopted, commission)
    return Minutes(meeting=meeting, document=replace(kept, parts=(*kept.parts, *since)), is_adopted=True)


def freeze(
    session: Session, meeting_id: str, motion_id: str, act: Act, commission: Commission, now: datetime
) -> None:
    """Keep a meeting's minutes word for word, as the motion of `act` adopted them at `now`."""
    meeting = found(session, Meeting, meeting_id, "meeting")
    told = proceedings_of(session, meeting, commission, now)
    document = minutes(told, adopted=f"ADOPTED {full_date(commission.today(now))}")
    session.add(
        AdoptedMinutes(meeting_id=meeting_id, motion_id=motion_id, document=to_json(document), act_id=act.id)
    )


def are_adopted(session: Session, meeting_id: str) -> bool:
    """Tell whether a vote has adopted a meeting's minutes."""
    return _adopted(session, meeting_id) is not None


def meetings_with_minutes(session: Session, most: int) -> list[Meeting]:
    """List the commission's meetings that were called to order, the latest first."""
    begun = exists(
        select(Happening.id).where(
            Happening.workspace_id == Meeting.workspace_id,
            Happening.meeting_id == Meeting.id,
            Happening.what == What.CALLED_TO_ORDER,
            standing(Happening),
        )
    )
    wanted = select(Meeting).where(Meeting.body == body_rules(session).body, begun)
    return list(session.scalars(wanted.order_by(Meeting.starts_at.desc()).limit(most)))


def meeting_with_minutes(session: Session, on: date, today: date) -> Meeting:
    """Give the meeting of a day that was called to order; Refusal where there is none."""
    held = [each for each in meetings_with_minutes(session, most=1000) if each.on == on]
    if not held:
        raise Refusal(
            f"Nothing is recorded of a meeting on {day_in_words(on, today)}, so there are no minutes of it.",
            offers=("meeting",),
        )
    return held[0]


def _adopted(session: Session, meeting_id: str) -> AdoptedMinutes | None:
    wanted = select(AdoptedMinutes).where(AdoptedMinutes.meeting_id == meeting_id, standing(AdoptedMinutes))
    return session.scalars(wanted.order_by(AdoptedMinutes.act_id.desc())).first()


def _corrected_since(session: Session, adopted: AdoptedMinutes, commission: Commission) -> list[Paragraph]:
    """Say which votes were corrected after the adoption: the adopted words stay, and this stands below them."""
    corrected = [
        (number, vote)
        for number, vote in enumerate(votes_of(session, adopted.meeting_id), start=1)
        if any(ending.corrects and ending.act_id > adopted.act_id for ending in vote.endings)
    ]
    return [
        Paragraph(
            text=f"Corrected after the adoption. {motion_in_one_line(f'motion {number}', motion_line(vote, commission.zone))}"
        )
        for number, vote in corrected
    ]
