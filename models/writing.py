"""Letters from templates: what the record knows goes into the text. Nothing is recorded by writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agreements import Program
from models.bodies import body_rules
from models.commission import Commission
from models.correspondence import Letter
from models.finding import prospect_by_id
from models.kept_steps import kept_steps
from models.ledger import standing
from models.meetings import Meeting
from models.policy_shelf import policy_in
from models.progress import progress_of
from models.prospects import Prospect, StepEntry
from models.recollection import contacts_of
from models.roster import roster_now
from models.rules.beginnings import APPROVED
from models.rules.calendars import MeetingStatus
from models.rules.chapters import Kept
from models.rules.letter_choice import Wish, step_for
from models.rules.letter_texts import FORM, Rank
from models.rules.letter_writing import Written, written
from models.rules.outcomes import DENIED
from models.rules.permissions import Role
from models.rules.policy import BegunBy
from models.rules.progress import Progress
from models.rules.protocol import Exchange, Line, Translation, protocol
from models.rules.roster import Person, Roster
from models.rules.wording import full_date, listed
from models.workspaces import PolicyVersion

VOLUNTEER, MAYORS_OFFICE = "volunteer contact", "contact in the mayor's office"
REPRESENTATIVE = "name and address of their representative"
GOALS = ("short-term goals", "long-term goals", "goals")
"""What the shipped policies' steps ask in words."""
_AHEAD = (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter that was drafted for a file."""

    wish: Wish
    progress: Progress
    letter: Written
    protocol: tuple[Line, ...]
    whom: str
    """Their contact in one line, where one is known and it is not the mayor who is written to."""


def draft(session: Session, wish: Wish, commission: Commission, now: datetime) -> Draft:
    """Write a letter for a file, from what its record knows now."""
    prospect = prospect_by_id(session, wish.prospect_id)
    (progress,) = progress_of(session, [prospect], commission, commission.today(now))
    record = _Record(session, prospect, progress, commission, now)
    language = wish.their_language or last_language(session, prospect)
    known = {**record.fields, "their_language": language}
    return Draft(
        wish=wish,
        progress=progress,
        letter=written(
            wish.text,
            known,
            signer=wish.signer,
            reader=wish.reader,
            is_translated=wish.translation is Translation.ENCLOSED,
        ),
        protocol=protocol(_exchange(wish, known, record.approved_on)),
        whom="" if wish.reader is Rank.MAYOR else " ".join(known["their_contact"].split()),
    )


def last_language(session: Session, prospect: Prospect) -> str:
    """Give the language of their last letter for which one was noted; empty for none."""
    wanted = select(Letter.language).where(
        Letter.prospect_id == prospect.id,
        Letter.direction == "in",
        Letter.language != "",
        standing(Letter),
    )
    return session.scalars(wanted.order_by(Letter.dated_on.desc(), Letter.act_id.desc())).first() or ""


def is_denied(session: Session, prospect: Prospect) -> bool:
    """Tell whether the last entry of a step says that a body denied it."""
    wanted = select(StepEntry).where(StepEntry.prospect_id == prospect.id, standing(StepEntry))
    latest = {row.step_id: row for row in session.scalars(wanted.order_by(StepEntry.act_id, StepEntry.id))}
    return any(row.evidence.get("outcome") == DENIED for row in latest.values())


def _exchange(wish: Wish, known: Mapping[str, str], approved_on: date | None) -> Exchange:
    return Exchange(
        signer=wish.signer,
        reader=wish.reader,
        their_contact=known["their_name"],
        volunteer=known["volunteer"],
        mayors_office=known["mayors_office"],
        their_language=known["their_language"],
        translation=wish.translation,
        speaks_of_agreement=wish.text.speaks_of_agreement,
        approved_on=approved_on,
    )


class _Record:
    """What the record of a file and of the commission says, by the field of a letter."""

    def __init__(
        self, session: Session, prospect: Prospect, progress: Progress, commission: Commission, now: datetime
    ) -> None:
        self._session, self._prospect, self._progress = session, prospect, progress
        self._commission, self._now = commission, now

    @property
    def fields(self) -> dict[str, str]:
        """Give every field; empty where nothing is known."""
        return {**self._of_us(), **self._of_them(), **self._of_the_matter()}

    @cached_property
    def approved_on(self) -> date | None:
        """When our side approved the agreement."""
        days = (each.date_set for each in self._progress.standings if each.step.sets == APPROVED)
        return next(filter(None, days), None)

    def _of_us(self) -> dict[str, str]:
        roster, commission = roster_now(self._session), self._commission
        owner = roster.person(self._progress.owner_id) if self._progress.owner_id else None
        place = [commission.name, *([commission.state] if commission.state else [])]
        return {
            "commission": commission.body_title,
            "our_city": commission.name,
            "our_place": ", ".join(place),
            "our_chair": _first(roster, Role.CHAIR),
            "our_staff": _first(roster, Role.STAFF),
            "owner": _reached(owner),
            "volunteer": self._said(VOLUNTEER) or (_reached(owner) if owner and owner.part else ""),
            "mayors_office": self._said(MAYORS_OFFICE),
        }

    def _of_them(self) -> dict[str, str]:
        progress = self._progress
        is_search = self._prospect.city_id is None
        contact = self._said(REPRESENTATIVE) or self._contact()
        return {
            "their_city": "" if is_search else progress.name,
            "their_contact": contact,
            "their_name": _name_in(contact),
            "inquiry_date": full_date(progress.began_on) if progress.begun_by is BegunBy.THEM else "",
            "their_date": self._last_letter(),
        }

    def _of_the_matter(self) -> dict[str, str]:
        progress = self._progress
        form = step_for(FORM, progress)
        return {
            "interests": listed(progress.interests),
            "form": (form.step.form if form else "") or "",
            "meeting": self._meeting(),
            "goals": "; ".join(filter(None, map(self._said, GOALS))).rstrip("."),
            "programs": listed(self._programs()),
            "closed_on": full_date(progress.closed_on) if progress.closed_on else "",
            "approved_on": full_date(self.approved_on) if self.approved_on else "",
        }

    @cached_property
    def _kept(self) -> Sequence[Kept]:
        wanted = select(PolicyVersion).where(PolicyVersion.id == self._prospect.policy_version_id)
        return kept_steps(self._session, self._prospect, policy_in(self._session.scalars(wanted).one()))

    def _said(self, asked: str) -> str:
        """Give what was answered last where a step asked this in words."""
        answers = [each.evidence.get("asked") for each in self._kept]
        found = [str(said[asked]) for said in answers if isinstance(said, dict) and said.get(asked)]
        return found[-1].strip() if found else ""

    def _contact(self) -> str:
        return next(iter(contacts_of(self._session, self._prospect, "theirs")), "")

    def _last_letter(self) -> str:
        wanted = select(Letter.dated_on).where(
            Letter.prospect_id == self._prospect.id, Letter.direction == "in", standing(Letter)
        )
        last = self._session.scalars(wanted.order_by(Letter.dated_on.desc())).first()
        return full_date(last) if last else ""

    def _meeting(self) -> str:
        """Give the day of the commission's next meeting on the calendar."""
        wanted = select(Meeting.on).where(
            Meeting.body == body_rules(self._session).body,
            Meeting.starts_at > self._now,
            Meeting.status.in_(_AHEAD),
        )
        on = self._session.scalars(wanted.order_by(Meeting.starts_at)).first()
        return full_date(on) if on else ""

    def _programs(self) -> tuple[str, ...]:
        wanted = select(Program).where(Program.prospect_id == self._prospect.id, standing(Program))
        latest = {
            row.number: row.title
            for row in self._session.scalars(wanted.order_by(Program.act_id, Program.id))
        }
        return tuple(latest[number] for number in sorted(latest))


def _first(roster: Roster, role: Role) -> str:
    return next((person.name for person in roster.people if role in person.roles), "")


def _reached(person: Person | None) -> str:
    """Name a person of ours with the address to write to."""
    if person is None:
        return ""
    return f"{person.name} ({person.email})" if person.email else person.name


def _name_in(contact: str) -> str:
    """Give the name alone of a contact that was typed with title and address."""
    for mark in (",", ";", "(", "<", "\n"):
        contact = contact.partition(mark)[0]
    return contact.strip()
