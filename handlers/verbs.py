"""The words that Clerk understands after `/sister`."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.permissions import Right


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One word that Clerk understands after `/sister`."""

    name: str
    act: Right
    purpose: str
    """One sentence for `help <verb>`."""
    examples: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    usual: bool = False
    """Whether it belongs in the short help."""
    wants_city: bool = False
    """Whether what follows is a city; a city typed alone with a typo then still opens the right form."""


VERBS: tuple[Verb, ...] = (
    Verb(
        name="next",
        act=Right.NEXT,
        purpose="Shows what needs doing, for every city, for one city, or for you.",
        examples=("next", "next mine", "next Hakusan"),
        synonyms=("status", "what's next", "whats next", "what is next", "todo", "to do"),
        usual=True,
        wants_city=True,
    ),
    Verb(
        name="inquiry",
        act=Right.INQUIRY,
        purpose="Records a new inquiry from a city, or one that you start.",
        examples=("inquiry", "inquiry Cascais, Portugal"),
        synonyms=("new", "record", "request"),
        usual=True,
    ),
    Verb(
        name="log",
        act=Right.LOG,
        purpose="Notes a letter, email, call or visit with a city.",
        examples=("log Hakusan",),
        synonyms=("letter", "email", "call", "correspondence"),
        usual=True,
        wants_city=True,
    ),
    Verb(
        name="show",
        act=Right.SHOW,
        purpose="Tells the whole story of a city: what is known of it, and all that was done.",
        examples=("show Hakusan",),
        synonyms=("card", "history", "file"),
        wants_city=True,
    ),
    Verb(
        name="list",
        act=Right.LIST,
        purpose="Lists the cities that the commission tracks: all, open, waiting on them, or closed; or its partners.",
        examples=("list", "list waiting", "list partners"),
        synonyms=("all", "prospects"),
    ),
    Verb(
        name="due",
        act=Right.DUE,
        purpose="Lists the dates of the coming 30 days, of as many as you say, or up to a day.",
        examples=("due", "due Dec 1", "due 90"),
        synonyms=("deadlines", "calendar", "calender"),
        usual=True,
    ),
    Verb(
        name="done",
        act=Right.DONE,
        purpose="Records a step as done, not needed or not applicable, with its evidence.",
        examples=("done Hakusan",),
        synonyms=("complete", "finish", "step"),
        wants_city=True,
    ),
    Verb(
        name="papers",
        act=Right.SHOW,
        purpose="Lists the papers that are kept of a city, and sends you one.",
        examples=("papers Hakusan",),
        synonyms=("documents", "attachments"),
        wants_city=True,
    ),
    Verb(
        name="candidates",
        act=Right.SHOW,
        purpose="Shows the candidates of a search: add one there, pick it, drop it or put it back.",
        examples=("candidates", "candidates A partner on the coast"),
        synonyms=("candidate", "search", "shortlist"),
        wants_city=True,
    ),
    Verb(
        name="owner",
        act=Right.OWNER,
        purpose="Gives a city to somebody else to look after.",
        examples=("owner Hakusan",),
        synonyms=("assign", "hand over"),
        wants_city=True,
    ),
    Verb(
        name="edit",
        act=Right.EDIT,
        purpose="Corrects a city's name, country, contact or interests, and adds other spellings.",
        examples=("edit Hakusan",),
        synonyms=("correct",),
        wants_city=True,
    ),
    Verb(
        name="close",
        act=Right.CLOSE,
        purpose="Closes a city's file, with the reason.",
        examples=("close Hakusan",),
        synonyms=("decline", "withdraw"),
        wants_city=True,
    ),
    Verb(
        name="reopen",
        act=Right.REOPEN,
        purpose="Opens a closed file again, with the reason.",
        examples=("reopen Hakusan",),
        wants_city=True,
    ),
    Verb(
        name="park",
        act=Right.PARK,
        purpose="Stops asking about an answer until the next letter, or asks again.",
        examples=("park Hakusan",),
        synonyms=("shelve",),
        wants_city=True,
    ),
    Verb(
        name="extend",
        act=Right.EXTEND,
        purpose="Puts the deadline of a step off, with who agreed to it and why.",
        examples=("extend Hakusan",),
        synonyms=("extension", "postpone"),
        wants_city=True,
    ),
    Verb(
        name="note",
        act=Right.NOTE,
        purpose="Puts a short note on a city's criteria sheet, with where it comes from.",
        examples=("note Hakusan",),
        synonyms=("criteria", "sheet"),
        wants_city=True,
    ),
    Verb(
        name="compare",
        act=Right.SHOW,
        purpose="Shows two to eight cities side by side, by what was noted on each criterion.",
        examples=("compare", "compare Hakusan, Cascais"),
        synonyms=("side by side",),
    ),
    Verb(
        name="draft",
        act=Right.DRAFT,
        purpose="Records a draft of the memorandum with a city, numbered 1, 2, 3.",
        examples=("draft Hakusan",),
        synonyms=("memorandum", "mou"),
        wants_city=True,
    ),
    Verb(
        name="sign",
        act=Right.SIGN,
        purpose="Records who signed the agreement with a city, each side on its own day.",
        examples=("sign Hakusan",),
        synonyms=("agreement",),
        wants_city=True,
    ),
    Verb(
        name="program",
        act=Right.PROGRAM,
        purpose="Records a program or an exchange with a city, and later what came of it.",
        examples=("program Hakusan",),
        synonyms=("exchange", "visit"),
        wants_city=True,
    ),
    Verb(
        name="write",
        act=Right.WRITE,
        purpose="Drafts a letter to a city from what its record knows; you send it yourselves.",
        examples=("write Hakusan",),
        synonyms=("template", "draft letter"),
        wants_city=True,
    ),
    Verb(
        name="vote",
        act=Right.VOTE,
        purpose="Calls a vote on a motion, at a meeting in session.",
        examples=("vote", "vote Hakusan"),
        synonyms=("motion", "poll", "roll call"),
        wants_city=True,
    ),
    Verb(
        name="agenda",
        act=Right.AGENDA,
        purpose="Shows the next agenda; with add it lists an item, or suggests it to staff where only they list.",
        examples=("agenda", "agenda add Letter from Loreto"),
        usual=True,
    ),
    Verb(
        name="minutes",
        act=Right.MINUTES,
        purpose="Shows the minutes of the last meeting, or of the day you name; a draft until they are adopted.",
        examples=("minutes", "minutes Jan 22"),
        synonyms=("records",),
    ),
    Verb(
        name="meeting",
        act=Right.MEETING,
        purpose="Shows the next meeting, or the one in session; staff and the chair keep the calendar there.",
        examples=("meeting", "meeting schedule", "meeting cancel"),
        synonyms=("meetings", "attendance", "quorum"),
    ),
    Verb(
        name="roll",
        act=Right.MEETING,
        purpose="Takes the roll of the meeting in session, or calls the next one to order; others see the meeting.",
        examples=("roll",),
        synonyms=("take the roll",),
    ),
    Verb(
        name="remind",
        act=Right.REMIND,
        purpose="Shows and changes your reminders: how often, at what hour, and a pause with who gets them meanwhile.",
        examples=("remind", "remind weekly", "remind pause until Dec 1", "remind resume"),
        synonyms=("reminders", "snooze", "pause", "mute"),
    ),
    Verb(
        name="roster",
        act=Right.ROSTER,
        purpose="Shows who holds which seat and office; the chair and staff change it there.",
        examples=("roster",),
        synonyms=("members", "people"),
    ),
    Verb(
        name="import",
        act=Right.IMPORT,
        purpose="Records past inquiries from lines that you paste, once you have seen what would be recorded.",
        examples=("import",),
        synonyms=("paste",),
    ),
    Verb(
        name="export",
        act=Right.EXPORT,
        purpose="Sends you the lists of the record as files: of everything, of one city or of one year.",
        examples=("export", "export 2026", "export Hakusan"),
        synonyms=("download", "csv", "spreadsheet"),
    ),
    Verb(
        name="settings",
        act=Right.SETTINGS,
        purpose="Shows what is set: the channel, days off, the digest, the step lists; each with a button to change it.",
        examples=("settings",),
        synonyms=("configure", "preferences", "setting"),
    ),
    Verb(
        name="undo",
        act=Right.UNDO_OWN,
        purpose="Shows your last five entries, each with a button that takes it back.",
        examples=("undo",),
    ),
    Verb(
        name="setup",
        act=Right.MENU,
        purpose="Sets Clerk up for your commission, once; afterwards it says who did and when.",
        examples=("setup",),
        synonyms=("set up", "wizard"),
    ),
    Verb(
        name="menu",
        act=Right.MENU,
        purpose="Shows the buttons for the usual things.",
        examples=("menu",),
        synonyms=("home", "start", "hi", "hello", "hey", "thanks", "thank you"),
    ),
    Verb(
        name="help",
        act=Right.HELP,
        purpose="Explains what you can type.",
        examples=("help", "help log"),
        synonyms=("?", "h", "how"),
        usual=True,
    ),
)
