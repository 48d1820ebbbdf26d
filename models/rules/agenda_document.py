"""An agenda as a paper, to be posted and printed."""

from __future__ import annotations

from models.rules.agendas import AgendaEntry, AgendaSheet, result_in_words
from models.rules.documents import Document, Listing, Paragraph
from models.rules.wording import day_in_words, full_date, moment_in_words, time_in_words

CANCELLED = "CANCELLED"


def agenda_document(sheet: AgendaSheet) -> Document:
    """Write an agenda: when and where, the items with their presenters, and how it was or is to be posted."""
    place = sheet.place or "Place to be announced"
    link = f" Join online: {sheet.link}." if sheet.link else ""
    opening = f"{sheet.kind} of {sheet.day}, {sheet.starts_at.year}, {time_in_words(sheet.starts_at)}. {place}.{link}"
    return Document(
        title=f"Agenda: {sheet.body}, {full_date(sheet.starts_at.date())}",
        marks=(CANCELLED,) if sheet.is_cancelled else (),
        parts=(
            Paragraph(text=opening),
            Listing(items=tuple(item_in_words(entry, sheet) for entry in sheet.entries), numbered=True),
            Paragraph(text=posting_in_words(sheet)),
        ),
    )


def agenda_lines(sheet: AgendaSheet) -> list[str]:
    """Write an agenda as plain lines, to be copied into a mail or onto a page."""
    document = agenda_document(sheet)
    lines = [document.title, *document.marks]
    for part in document.parts:
        if isinstance(part, Paragraph):
            lines.append(part.text)
        if isinstance(part, Listing):
            lines += [f"{number}. {item}" for number, item in enumerate(part.items, 1)]
    return lines


def item_in_words(entry: AgendaEntry, sheet: AgendaSheet) -> str:
    """Say what an item is, what the meeting does with it, its city and presenter, why it is there, what became of it."""
    city = sheet.cities.get(entry.prospect_id or "", "")
    name = city.split(",", maxsplit=1)[0]
    details = [
        entry.kind.capitalize() if entry.is_business else "",
        city if name not in entry.title else "",
        f"presented by {entry.presenter}" if entry.presenter else "",
    ]
    said = "; ".join(filter(None, details))
    became = result_in_words(entry)
    sentences = [
        f"{entry.title.rstrip('.')} ({said})" if said else entry.title.rstrip("."),
        entry.why,
        f"{became[:1].upper()}{became[1:]}",
    ]
    return ". ".join(filter(None, sentences)) + ("." if entry.why or became else "")


def posting_in_words(sheet: AgendaSheet) -> str:
    """Say when and where the agenda was posted, or by when it has to be, and the last working day for it."""
    today = sheet.starts_at.date()
    by = moment_in_words(sheet.deadline, today)
    if sheet.posted:
        where = f" at {sheet.posted.place}" if sheet.posted.place else ""
        late = f", after the deadline, {by}" if sheet.posted.at > sheet.deadline else ""
        return f"Posted {moment_in_words(sheet.posted.at, today)}{where}{late}."
    if sheet.is_late:
        return f"No posting is recorded. It was to be posted by {by}."
    if sheet.do_by == sheet.deadline.date():
        return f"Must be posted publicly by {by}."
    return f"Must be posted publicly by {by} ({day_in_words(sheet.do_by, today)} is the last working day)."
