"""The format of a commission file: every key, what it holds and what it means.

The reader refuses what is not listed here, and the tables in docs/commission-file.md are held equal to these.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.rules.bodies import AlternatesFor, VotesShown
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.commission_kinds import (
    CHANNEL,
    CLOCK_TIME,
    DAY,
    EMAIL,
    GUARD_RULE,
    HOUR,
    LINE,
    MEDIA,
    MOST_HOURS,
    MOST_SEATS,
    PARTNER_STATUSES,
    QUORUM,
    ROLE,
    SINCE,
    SLACK_ID,
    STATE,
    ZONE,
    text,
    up_to,
)
from models.rules.counting import Abstention, Base
from models.rules.digests import WORKDAYS, When
from models.rules.policy_keys import Key, table_of
from models.rules.policy_kinds import NAME, NUMBER, YES_OR_NO, list_of, named_tables, one_of, tables

DAYS_OFF = (
    Key(name="federal", kind=YES_OR_NO, meaning="Whether federal holidays are days off; true unless given."),
    Key(name="state", kind=STATE, meaning="The state whose holidays are days off too."),
    Key(name="extra", kind=list_of(DAY, least=0), meaning="Further days off."),
)
CLOCKS = (
    Key(
        name="their_silence_days",
        kind=NUMBER,
        meaning="Days after a letter of ours until an answer is asked about; 45 unless given.",
    ),
)
DIGEST = (
    Key(
        name="when",
        kind=one_of(When),
        meaning="How often the channel gets a digest of what is due; off unless given.",
    ),
    Key(name="weekday", kind=one_of(WORKDAYS), meaning="The day of a weekly one; Monday unless given."),
    Key(name="hour", kind=HOUR, meaning="When it goes out, in the commission's zone; 9 unless given."),
)
RULES = (
    Key(
        name="seats",
        kind=up_to(MOST_SEATS),
        meaning="Voting seats, vacant ones included; as the policy has them unless given. With 0 the body holds no votes.",
    ),
    Key(
        name="alternates",
        kind=up_to(MOST_SEATS),
        meaning="Places for alternates; as the policy has them unless given.",
    ),
    Key(
        name="quorum",
        kind=QUORUM,
        meaning="More than half of which seats, or how many members, must be present; as the policy has it, else authorised seats.",
    ),
    Key(
        name="majority_of",
        kind=one_of(Base),
        meaning="Of whom a majority must say yes; present and voting unless given.",
    ),
    Key(
        name="abstention",
        kind=one_of(Abstention),
        meaning="What an abstention counts as; ignored unless given.",
    ),
    Key(
        name="recused_count_for_quorum",
        kind=YES_OR_NO,
        meaning="Whether members who are recused count as present; false unless given.",
    ),
    Key(
        name="silence_counts_as_yes",
        kind=YES_OR_NO,
        meaning="Whether a present member who does not vote is counted as a yes; false unless given.",
    ),
    Key(
        name="chair_only_breaks_ties",
        kind=YES_OR_NO,
        meaning="Whether whoever presides votes only where the others are tied; false unless given.",
    ),
    Key(
        name="second_required", kind=YES_OR_NO, meaning="Whether a motion needs a second; true unless given."
    ),
    Key(
        name="vote_may_change",
        kind=YES_OR_NO,
        meaning="Whether members may change their vote until it is closed; true unless given.",
    ),
    Key(
        name="alternates_for",
        kind=one_of(AlternatesFor),
        meaning="For what an alternate may be seated; absence unless given.",
    ),
    Key(
        name="votes_shown",
        kind=one_of(VotesShown),
        meaning="When the channel sees each vote; as cast unless given.",
    ),
    Key(
        name="agenda_hours",
        kind=up_to(MOST_HOURS),
        meaning="Elapsed hours by which an agenda is posted ahead; 72 unless given.",
    ),
    Key(
        name="special_agenda_hours",
        kind=up_to(MOST_HOURS),
        meaning="The same before a special meeting; 24 unless given.",
    ),
    Key(
        name="quorum_in_one_place",
        kind=YES_OR_NO,
        meaning="Whether members who take part from elsewhere are left out of the quorum; false unless given.",
    ),
    Key(
        name="switched_off",
        kind=list_of(GUARD_RULE, least=0),
        meaning="Rules of the guard that a nonprofit's bylaws switch off; a public body keeps them all.",
    ),
    Key(
        name="bylaws",
        kind=LINE,
        meaning="The section that says so; needed once a rule departs from the usual.",
    ),
    Key(
        name="approved_by",
        kind=LINE,
        meaning="Who approved these rules; needed once a rule departs from the usual.",
    ),
    Key(
        name="kind_reason",
        kind=LINE,
        meaning="Why the kind of a body that is set up changes; needed for the change, and kept with it.",
    ),
    Key(
        name="kind_approved_by",
        kind=LINE,
        meaning="Who approved that change; needed for the change, and kept with it.",
    ),
)
COMMISSION = (
    Key(name="name", kind=LINE, required=True, meaning="The city, or whatever name the commission goes by."),
    Key(name="body", kind=LINE, meaning="The commission's full title; the name unless given."),
    Key(
        name="kind",
        kind=one_of(("public", "nonprofit")),
        meaning="A public body keeps open-meeting law; public unless given.",
    ),
    Key(name="zone", kind=ZONE, required=True, meaning="Where the commission is; days begin and end there."),
    Key(name="channel", kind=CHANNEL, meaning="The commission's own channel; never #general."),
    Key(
        name="policies",
        kind=list_of(LINE),
        required=True,
        meaning='Policies that come with Clerk, by name, and files of your own, such as "riverton.toml", beside this file.',
    ),
    Key(name="person", kind=tables("person"), required=True, meaning="The people, one table each."),
    Key(name="meetings", kind=named_tables("meetings"), meaning="When each body meets, one table a body."),
    Key(
        name="meeting",
        kind=tables("meeting"),
        meaning="Single meetings: what became of one, or one outside the calendar.",
    ),
    Key(name="days_off", kind=table_of(DAYS_OFF, dict), meaning="Days on which nobody works."),
    Key(name="clocks", kind=table_of(CLOCKS, dict), meaning="How long to wait."),
    Key(name="digest", kind=table_of(DIGEST, dict), meaning="When the channel gets a digest."),
    Key(
        name="rules",
        kind=table_of(RULES, dict),
        meaning="What the body's bylaws say of seats, votes and agendas.",
    ),
    Key(name="partner", kind=tables("partner"), meaning="The register of partners, one table each."),
    Key(
        name="prospect",
        kind=tables("prospect"),
        meaning="Cities that may become partners; recorded when the commission is first set up, later left alone.",
    ),
    Key(
        name="restricted",
        kind=tables("restricted"),
        meaning="Countries of which Clerk warns whoever records an inquiry; none unless given.",
    ),
)
PERSON = (
    Key(name="name", kind=LINE, required=True, meaning="The person's name."),
    Key(name="roles", kind=list_of(ROLE), required=True, meaning="What the person is to the commission."),
    Key(name="seat", kind=NUMBER, meaning="A member's seat, or an alternate's place in their order."),
    Key(name="slack", kind=SLACK_ID, meaning="Left out for someone who is not on Slack."),
    Key(name="zone", kind=ZONE, meaning="Where it is not the commission's."),
    Key(name="email", kind=EMAIL, meaning="Kept for staff; Clerk writes to no one by itself."),
)
MEETINGS = (
    Key(
        name="rule",
        kind=LINE,
        required=True,
        meaning="The dates, as calendars write them (RFC 5545): FREQ=MONTHLY;BYDAY=4TH is each fourth Thursday.",
    ),
    Key(name="start", kind=DAY, required=True, meaning="The first meeting; it must be a date of the rule."),
    Key(name="at", kind=CLOCK_TIME, required=True, meaning="When it begins, in the commission's zone."),
    Key(name="until", kind=DAY, required=True, meaning="The last day; at most ten years after the first."),
    Key(name="place", kind=LINE, meaning="Where it is held."),
)
MEETING = (
    Key(name="body", kind=NAME, required=True, meaning="The body that meets."),
    Key(name="date", kind=DAY, required=True, attribute="on", meaning="The day of the meeting."),
    Key(name="at", kind=CLOCK_TIME, meaning="When it begins; as in the body's calendar unless given."),
    Key(
        name="kind",
        kind=one_of(MeetingKind),
        meaning="A special meeting or a workshop never stands for the calendar's own; regular unless given.",
    ),
    Key(name="status", kind=one_of(MeetingStatus), meaning="What became of it; scheduled unless given."),
    Key(name="reason", kind=text(1000), meaning="Why it was cancelled or adjourned; needed then."),
    Key(name="continues", kind=DAY, meaning="The day of the adjourned meeting that it continues."),
    Key(name="place", kind=LINE, meaning="Where it is held."),
)
PARTNER = (
    Key(name="city", kind=LINE, required=True, attribute="name", meaning="The city's name now."),
    Key(name="country", kind=LINE, required=True, meaning='Two letters such as "MX", or the English name.'),
    Key(name="since", kind=SINCE, required=True, meaning="Since when, as far as it is remembered."),
    Key(
        name="approved",
        kind=DAY,
        attribute="approved_on",
        meaning="The day on which the Council approved it, where it is known.",
    ),
    Key(
        name="signed",
        kind=DAY,
        attribute="signed_on",
        meaning="The day of the later signature, where it is known.",
    ),
    Key(
        name="recognized",
        kind=DAY,
        attribute="recognized_on",
        meaning="The day from which Sister Cities International lists it, where it is known.",
    ),
    Key(name="tier", kind=LINE, meaning="The kind of partner; sister city unless given."),
    Key(name="kind", kind=LINE, meaning="City, county, region; city unless given."),
    Key(name="former_names", kind=list_of(LINE, least=0), meaning="Names it had; it is found by them too."),
    Key(name="other_names", kind=list_of(LINE, least=0), meaning="Other spellings; it is found by them too."),
    Key(name="status", kind=one_of(PARTNER_STATUSES), meaning="Whether it is alive; active unless given."),
)
PROSPECT = (
    Key(name="city", kind=LINE, required=True, meaning="The city's name."),
    Key(name="country", kind=LINE, required=True, meaning='Two letters such as "MX", or the English name.'),
    Key(
        name="path", kind=LINE, required=True, meaning="The policy and its way in, such as milpitas/inquiry."
    ),
    Key(name="received_on", kind=DAY, required=True, meaning="The day of the first word; not in the future."),
    Key(name="medium", kind=one_of(MEDIA), meaning="How it arrived; not known unless given."),
    Key(name="notes", kind=text(3000), meaning="What it was about."),
    Key(name="owner", kind=LINE, meaning="The person who looks after it; the first of staff unless given."),
)
RESTRICTED = (
    Key(name="country", kind=LINE, required=True, meaning='Two letters such as "MX", or the English name.'),
    Key(name="why", kind=LINE, required=True, meaning="What is restricted, in a few words."),
    Key(name="source", kind=LINE, required=True, meaning="The law or the rule that says so."),
)
SECTIONS: Mapping[str, tuple[Key, ...]] = {
    "top of the file": COMMISSION,
    "[[person]]": PERSON,
    "[meetings.BODY]": MEETINGS,
    "[[meeting]]": MEETING,
    "[days_off]": DAYS_OFF,
    "[clocks]": CLOCKS,
    "[digest]": DIGEST,
    "[rules]": RULES,
    "[[partner]]": PARTNER,
    "[[prospect]]": PROSPECT,
    "[[restricted]]": RESTRICTED,
}
"""Every table of the format, by its heading in docs/commission-file.md."""
