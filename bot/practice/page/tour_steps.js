// The guided tour's steps, and how each is known to be done, from what is seen in the workspace.
// A step's `done(now, since)` looks at the world as it is; `since` is the time of the newest message when the step began.

import { folded } from "./text.js";

const CITY = "evora";
const OWED = "reply to the inquiry";

const isNamed = (message, words) => folded(message.text).includes(words);

const channel = (now) => now.channels.find(({ kind }) => kind === "channel");
const fromApp = (room, now) => room?.messages.filter(({ user }) => user === now.app()?.id) ?? [];
const inChannel = (now) => fromApp(channel(now), now);
const cards = (now) => inChannel(now).filter((message) => !message.ephemeral && !message.thread_ts);
const noteSince = (now, since) => fromApp(now.directWithApp(), now).some(({ ts }) => Number(ts) > since);

const SAMPLE = [
  {
    title: "Record a letter",
    text: "You are Dana Ito, who works for the commission. A letter has arrived from Évora, Portugal. They would like to be your sister city.",
    person: "U0DANA",
    line: "/sister inquiry Évora, Portugal",
    next: "Send this line in the channel. A form opens: press Record inquiry.",
    instead: "Nothing has to be typed: Shortcuts, below the message box, opens the same form.",
    done: (now) => inChannel(now).some((message) => !message.ephemeral && isNamed(message, CITY)),
  },
  {
    title: "Ask what is next",
    text: "The channel now has a card about Évora. Ask Clerk what has to be done for it, by whom and by when.",
    person: "U0DANA",
    line: "/sister next Évora",
    next: "Send this line, or press What’s next on the card.",
    instead: "The answer is visible to you alone.",
    done: (now, since) => inChannel(now).some((message) => message.ephemeral && Number(message.ts) > since && isNamed(message, CITY)),
  },
  {
    title: "Log your reply",
    text: "You have written back to Évora. Note it, so that everyone knows that it is their turn.",
    person: "U0DANA",
    line: "/sister log Évora",
    next: "In the form choose We sent it, and Reply under What it is. Write a sentence under Summary, tick Step 1 under This also completes, and press Log it.",
    done: (now) => cards(now).map((message) => folded(JSON.stringify(message.blocks))).some((shown) => shown.includes(`waiting on ${CITY}`) && !shown.includes(OWED)),
  },
  {
    title: "Let time pass",
    text: "Clerk writes each person at most one note a day, at nine in the morning. You need not wait for it.",
    person: "U0DANA",
    next: "Open the clock at the top and press Next 9:00 AM. Then open Clerk under Direct messages and read the note.",
    phone: "The clock is under Person and clock. ‹ Channels leads to the direct messages.",
    done: (now, since) => now.place === now.directWithApp()?.id && noteSince(now, since),
  },
  {
    title: "Be the chair",
    text: "Each person’s Home shows what needs them. See the one of Ngozi Okafor, who chairs the commission.",
    next: "Act as Ngozi Okafor, at the top. Then open Clerk Home, under Apps.",
    phone: "Act as is under Person and clock. ‹ Channels leads to Clerk Home.",
    done: (now) => now.me.id === "U0OKAFOR" && now.place === "home",
  },
];

const EMPTY = [
  {
    title: "Begin the set-up",
    text: "You are Dana Ito, who looks after this Slack. Clerk has just been installed, and knows no commission yet.",
    person: "U0DANA",
    next: "Open Clerk Home, under Apps, and press Set up Clerk.",
    done: (now) => now.modals.length > 0,
  },
  {
    title: "Answer three short steps",
    text: "Give the commission’s name, its channel and its people. The rest can stay as it is.",
    person: "U0DANA",
    next: "Press Looks right at the end. Clerk then introduces itself in the channel.",
    instead: "If Clerk cannot write there yet, send /invite @Clerk in the channel.",
    done: (now) => inChannel(now).some((message) => !message.ephemeral),
  },
];

/** The steps for a workspace that began in one of its ways. */
export const stepsOf = (beginning) => (beginning === "empty" ? EMPTY : SAMPLE);

const FURTHER = [
  "Send /sister help to see what else can be asked.",
  "Act as Ngozi Okafor on the day of a meeting: take the roll, then call a vote.",
  "Start over, beside the clock, begins again, or begins empty to try the set-up.",
];

/** Where to go when the steps are done. */
export const further = (beginning) => (beginning === "empty" ? FURTHER.slice(0, 1) : FURTHER);
