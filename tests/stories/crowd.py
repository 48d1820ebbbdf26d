"""A commission of a hundred people that is in touch with two hundred cities, in every script that names come in."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, text

from bot.practice.seeds import PersonSeed
from models.askers import asker_of
from models.commission import commission_of
from models.inquiries import NewInquiry, keep_inquiry
from models.members import Member
from models.progress import rebuild_due_dates
from models.row_ids import new_id
from tests.stories.conftest import PACIFIC, Office

FORTY_WORDS = " ".join("Llanfairpwllgwyngyllgogerychwyrndrobwlll")
"""As many words as fit into the eighty characters that a city's name may have."""
RIGHT_TO_LEFT = "اللاذقية القديمة ירושלים"
FOUR_BYTES = "𠮷野家𡈽崎 🎪"
"""Han characters beyond the first plane, and an emoji."""
NOTES, CONTACT = "اكتب 𠮷 🎪 " * 20, "محمد 𠮷 <m@example.org>"
ODD_NAMES = (FORTY_WORDS, RIGHT_TO_LEFT, FOUR_BYTES)
CITIES = 200
PEOPLE = 100


def crowd(office: Office) -> None:
    """Bring the roster up to a hundred people, each in a seat and with an account."""
    office.typed.update(ODD_NAMES)
    now = office.practice.clock.now()
    newcomers = [
        f"Seat {seat}, {odd}" for seat, odd in zip(range(4, PEOPLE), ODD_NAMES * PEOPLE, strict=False)
    ]
    seeds = [
        PersonSeed(f"U0PERSON{seat}", name, "member", PACIFIC.key)
        for seat, name in enumerate(newcomers, start=4)
    ]
    office.practice.workspace.seed(seeds, [], "Clerk")
    with office.records.transaction(now) as session:
        for seat, seed in enumerate(seeds, start=4):
            session.add(
                Member(
                    id=new_id(now), slack_id=seed.id, name=seed.name, roles=["member"], seat=seat, active=True
                )
            )


def cities_write(office: Office, count: int) -> None:
    """Record inquiries of the last days, the odd names first, owned by staff and by a member in turn; their cards are out already."""
    office.typed.update((*ODD_NAMES, NOTES.strip(), CONTACT))
    now = office.practice.clock.now()
    with office.records.transaction(now) as session:
        asker, commission = asker_of(session, "U0DANA"), commission_of(session)
        owners = [
            session.scalars(select(Member.id).where(Member.slack_id == owner)).one()
            for owner in ("U0DANA", "U0SAMLEE")
        ]
        news = [
            NewInquiry(
                city=ODD_NAMES[place] if place < len(ODD_NAMES) else f"City {place}",
                country="PT",
                path="milpitas/inquiry",
                received_on=(now - timedelta(days=place)).date(),
                notes=NOTES,
                contact=CONTACT,
                owner_id=owners[place % 2],
            )
            for place in range(count)
        ]
        kept = [keep_inquiry(session, new, asker, commission, now).prospect for new in news]
        rebuild_due_dates(session, kept, commission, commission.today(now))
    with office.records.engine.begin() as connection:
        connection.execute(text("ANALYZE"))  # the engine does so by itself, but not at once
