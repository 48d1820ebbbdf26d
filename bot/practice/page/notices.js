// What the person is told beside the conversation: failures, a lost connection, and what a screen reader says aloud.

import { element, part, redraw } from "./element.js";

const MOST_ANNOUNCED = 8;

let troubles = [];
let dismissed = 0;

/** Have a screen reader say something, after whatever else it has to say. */
export function announce(text) {
  part("announcements").append(element("p", {}, text));
  if (part("announcements").children.length > MOST_ANNOUNCED) part("announcements").firstChild.remove();
}

/** Keep a failure of one of this page's own acts until it is dismissed. */
export function addTrouble(text) {
  troubles = [...troubles, text];
}

/** Say above the messages why nobody answers, or nothing when all is well. */
export function drawConnection(text) {
  part("connection").hidden = !text;
  if (part("connection").textContent !== text) part("connection").textContent = text;
}

/** Forget what was said of earlier acts, as the server does when a person acts anew. */
export function forgetTroubles() {
  troubles = [];
  dismissed = 0;
}

/** Draw what went wrong for this person, each with a button that dismisses it. */
export function drawNotices(now) {
  drawConnection(now.connected ? "" : "No app is connected, so nobody answers. Is Clerk running?");
  dismissed = Math.min(dismissed, now.notices.length);
  const shown = [
    ...now.notices.slice(dismissed).map((text, index) => ({ text, dismiss: () => (dismissed += index + 1) })),
    ...troubles.map((text) => ({ text, dismiss: () => (troubles = troubles.filter((other) => other !== text)) })),
  ];
  const place = [...document.querySelectorAll(".notices")].filter((one) => one.id || one.closest("dialog").open).at(-1);
  for (const other of document.querySelectorAll(".notices")) if (other !== place) other.replaceChildren();
  redraw(place, shown.map(({ text, dismiss }, index) => ({
    key: `${index} ${text}`, signature: text, draw: () => notice(text, dismiss, now),
  })));
}

function notice(text, dismiss, now) {
  const close = () => {
    dismiss();
    now.redraw();
  };
  return element("p", { class: "notice" }, text, element("button", { type: "button", onclick: close }, "Dismiss"));
}
