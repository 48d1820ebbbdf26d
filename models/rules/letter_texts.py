"""The texts of the letters that a commission writes, in our own words, with named places for what the record knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.rules.documents import Heading, Paragraph, Part
from models.rules.policy import BegunBy


class Rank(StrEnum):
    """Who signs a letter, or reads it."""

    MAYOR = "mayor"
    COMMISSION = "commission"
    """Our chair; on their side whoever speaks for sister cities."""
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class LetterText:
    """One sort of letter."""

    id: str
    title: str
    """What people call it: "Letter of introduction, mayor to mayor"."""
    subject: str
    parts: tuple[Part, ...]
    signer: Rank
    reader: Rank
    """Who usually signs and reads it."""
    logged_as: str
    """What the log calls it."""
    source: str
    """The document and heading that ask for it."""
    asked_as: str = ""
    """Words of the evidence that a policy's step names for it; empty where no step asks for it."""
    completes: bool = True
    """Whether that step is done once the letter is sent."""
    begun_by: BegunBy | None = None
    """Who began, where that decides whether it fits a path that does not ask for it."""
    speaks_of_agreement: bool = True


BLANKS: Mapping[str, str] = {
    "commission": "name of our commission",
    "our_city": "name of our city",
    "our_place": "name of our city",
    "our_mayor": "name of our mayor",
    "our_chair": "name of our chair",
    "our_staff": "name of our staff",
    "owner": "our contact",
    "volunteer": "our volunteer contact",
    "mayors_office": "our contact in the mayor's office",
    "their_city": "name of their city",
    "their_mayor": "name of their mayor",
    "their_contact": "name and title of their contact",
    "their_name": "name and title of their contact",
    "their_language": "their language",
    "inquiry_date": "date of their inquiry",
    "their_date": "date of their last letter",
    "interests": "fields of interest",
    "form": "name of the form",
    "meeting": "date of our meeting",
    "goals": "goals",
    "programs": "programs and exchanges",
    "community": "a few sentences on our community",
    "reason": "why we are interested in their city",
    "talk": "day and way of a first conversation",
    "closed_on": "date of the decision",
}
"""What stands in square brackets, for somebody to fill in, where the record does not know a field."""
BINDING = (
    "This letter binds neither city. There is no agreement before our City Council has approved one "
    "and both cities have signed it."
)
APPROVED = "Our side approved the agreement on {approved_on}. It begins once both cities have signed."
"""What is said instead once it has been approved."""
SIGNERS: Mapping[Rank, str] = {
    Rank.MAYOR: "{our_mayor}\nMayor of {our_city}",
    Rank.COMMISSION: "{our_chair}\nChair, {commission}",
    Rank.STAFF: "{our_staff}\nStaff, {commission}",
}
READERS: Mapping[Rank, str] = {
    Rank.MAYOR: "{their_mayor}\nMayor of {their_city}",
    Rank.COMMISSION: "{their_contact}\n{their_city}",
    Rank.STAFF: "{their_contact}\nCity administration of {their_city}",
}
GREETINGS: Mapping[Rank, str] = {
    Rank.MAYOR: "Dear Mayor {their_mayor},",
    Rank.COMMISSION: "Dear {their_name},",
    Rank.STAFF: "Dear {their_name},",
}
LETTERHEAD, DATE, SIGNATURE = "[letterhead: {commission}]", "[date]", "[signature]"
TRANSLATED = "A translation into {their_language} is enclosed."

REPLY = LetterText(
    id="reply",
    title="Written reply to an inquiry",
    subject="Your inquiry to {our_city}",
    parts=(
        Paragraph(
            text="Thank you for your inquiry of {inquiry_date}. We are glad that {their_city} thinks of {our_city}."
        ),
        Paragraph(
            text="Each inquiry gets an answer in writing and is then discussed. Yours can come up at the meeting of the "
            "{commission} on {meeting}. You will hear from us afterwards, whatever comes of it."
        ),
        Paragraph(
            text="We have noted these fields of interest: {interests}. Please tell us if one is missing."
        ),
        Paragraph(text="Until then please turn to {owner}."),
        Paragraph(text="{binding}"),
    ),
    signer=Rank.COMMISSION,
    reader=Rank.COMMISSION,
    logged_as="Reply",
    source="Milpitas, Basic Steps, when a city or region inquires, step 1",
    asked_as="written reply",
    begun_by=BegunBy.THEM,
)
FORMAL = LetterText(
    id="formal",
    title="Formal letter on fields of interest",
    subject="Fields of interest of {their_city} and {our_city}",
    parts=(
        Paragraph(
            text="We refer to your message of {their_date}. What began by e-mail we would now like to put on paper, "
            "so that both cities mean the same."
        ),
        Paragraph(text="As far as we know, these fields interest {their_city}: {interests}."),
        Paragraph(
            text="Would you please confirm them by letter, leave out what does not fit, and add what does? Please "
            "also name the person who speaks for {their_city} in this matter. On our side it is {owner}."
        ),
        Paragraph(text="{binding}"),
    ),
    signer=Rank.COMMISSION,
    reader=Rank.COMMISSION,
    logged_as="Formal letter",
    source="Milpitas, Basic Steps, when a city or region inquires, step 1",
    asked_as="formal letter",
    begun_by=BegunBy.THEM,
)
INTRODUCTION = LetterText(
    id="introduction",
    title="Letter of introduction, mayor to mayor",
    subject="{our_city} introduces itself to {their_city}",
    parts=(
        Heading(text="Our community"),
        Paragraph(text="I write to you on behalf of the people of {our_place}. {community}"),
        Heading(text="Why we are interested"),
        Paragraph(
            text="We would like to know {their_city} better: {reason}. These fields interest us most: {interests}."
        ),
        Heading(text="Possible programs and exchanges"),
        Paragraph(
            text="We could begin with {programs}. We are just as curious about ideas of yours, and about what your "
            "community hopes for. Our own goals: {goals}."
        ),
        Heading(text="A point of contact"),
        Paragraph(
            text="Two people will gladly answer you: {volunteer}, a volunteer of the {commission}, and {mayors_office}, "
            "in our mayor's office. Whom may we turn to in {their_city}?"
        ),
        Paragraph(text="{binding}"),
    ),
    signer=Rank.MAYOR,
    reader=Rank.MAYOR,
    logged_as="Letter of introduction",
    source="SCI Guide, Develop Line of Communication",
    asked_as="letter of introduction",
    begun_by=BegunBy.US,
)
FORM = LetterText(
    id="form",
    title="Letter asking for the request form",
    subject="The form “{form}”",
    parts=(
        Paragraph(
            text="To take the idea of a partnership between {their_city} and {our_city} further, we need one paper "
            "from you: the form “{form}”. It is enclosed."
        ),
        Paragraph(
            text="If it is easier, a member of the {commission} fills it in with you; we then note who did. Leave open "
            "what you cannot answer yet. It would help to have it before our meeting on {meeting}."
        ),
        Paragraph(text="Please send it to {owner}, who also answers questions about it."),
        Paragraph(text="{binding}"),
    ),
    signer=Rank.COMMISSION,
    reader=Rank.COMMISSION,
    logged_as="Form",
    source="Milpitas, Basic Steps, when a city or region inquires, step 2",
    asked_as="completed form",
    completes=False,
)
COURTESY = LetterText(
    id="courtesy",
    title="Courtesy letter after a denial",
    subject="{their_city} and {our_city}",
    parts=(
        Paragraph(
            text="Thank you for the time and the goodwill that {their_city} has given to the idea of a partnership "
            "with {our_city}."
        ),
        Paragraph(
            text="On {closed_on} it was decided not to go on with a formal partnership at present. That is no judgment "
            "on your city or on the people who worked for the idea."
        ),
        Paragraph(
            text="The friendships made so far need no agreement, and we would be glad to see them last. Should things "
            "change on either side, the matter can be taken up again; {owner} remains your contact."
        ),
    ),
    signer=Rank.COMMISSION,
    reader=Rank.COMMISSION,
    logged_as="Courtesy letter",
    source="Milpitas, Basic Steps, when a city or region inquires, step 6 (the Council's decision)",
    completes=False,
    speaks_of_agreement=False,
)
INVITATION = LetterText(
    id="invitation",
    title="Invitation to talk about a partnership",
    subject="Invitation from {our_city} to {their_city}",
    parts=(
        Paragraph(
            text="{our_place} would like to invite {their_city} to talk with us about a partnership of our two cities."
        ),
        Paragraph(text="What draws us to you: {reason}. These fields interest us most: {interests}."),
        Paragraph(
            text="We suggest a direct conversation between our city offices: {talk}. We could speak about {programs}, "
            "and about what each of us hopes to reach. Our own goals: {goals}."
        ),
        Paragraph(text="Please let {owner} know whether this suits you, and who will take part."),
        Paragraph(text="{binding}"),
    ),
    signer=Rank.MAYOR,
    reader=Rank.MAYOR,
    logged_as="Invitation",
    source="Cities Seeking Cities, Staff Assistance and Outreach; FAQ: what the process will be",
    asked_as="invitation",
    begun_by=BegunBy.US,
)
LETTERS = (REPLY, FORMAL, INTRODUCTION, FORM, COURTESY, INVITATION)
"""Every letter, in the order in which the documents name them."""


def text_named(letter_id: str) -> LetterText | None:
    """Give the letter of that name; None for none."""
    return next((text for text in LETTERS if text.id == letter_id), None)
