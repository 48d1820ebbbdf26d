// The guided tour: one thing to do at a time, ticked off when it is seen to be done. It is kept in this browser.

import { typeFor } from "./composer.js";
import { element, part } from "./element.js";
import { announce } from "./notices.js";
import { further, stepsOf } from "./tour_steps.js";

let kept = null; // {beginning, began, step, since, open, folded}; `began` tells one start of the workspace from another

const fresh = ({ beginning, began }) => ({ beginning, began, step: 0, since: 0, open: true, folded: false });

const isOf = (tour, { beginning, began }) => tour?.beginning === beginning && (tour.began ?? began) === began;

function recalled(now) {
  try {
    const found = JSON.parse(localStorage.getItem("tour"));
    return isOf(found, now) ? found : fresh(now);
  } catch {
    return fresh(now);
  }
}

function keep(changes) {
  kept = { ...kept, ...changes };
  try {
    localStorage.setItem("tour", JSON.stringify(kept));
  } catch {
    // a browser that keeps nothing still shows the tour
  }
}

/** Make the tour's own button work. */
export function listenToTour(world) {
  part("tour-button").addEventListener("click", () => {
    const isDone = kept.step >= stepsOf(kept.beginning).length;
    if (kept.open) close(world());
    else show(world(), isDone ? fresh(kept) : { open: true, folded: false });
  });
}

function show(now, changes) {
  keep(changes);
  now.closePanels();
  now.redraw();
  part("tour").querySelector("h2").focus();
}

function close(now) {
  const within = part("tour").contains(document.activeElement);
  keep({ open: false });
  now.redraw();
  if (within) part("tour-button").checkVisibility() ? part("tour-button").focus() : part("practice-button").focus();
}

/** Show the step that is due, and go on when it is done. */
export function drawTour(now) {
  if (!isOf(kept, now)) kept = recalled(now);
  advance(now);
  const panel = part("tour");
  panel.hidden = !kept.open;
  part("tour-button").setAttribute("aria-expanded", String(kept.open));
  const signature = JSON.stringify([kept, now.me.id]);
  if (panel.signature === signature) return;
  panel.signature = signature;
  panel.classList.toggle("folded", kept.folded);
  refill(panel, now);
}

function advance(now) {
  const steps = stepsOf(kept.beginning);
  if (!kept.open || !steps[kept.step]?.done(now, kept.since)) return;
  const newest = now.channels.flatMap(({ messages }) => messages).reduce((last, { ts }) => Math.max(last, Number(ts)), 0);
  keep({ step: kept.step + 1, since: newest, folded: false });
  announce(`Done. ${heading(steps)}`);
}

function heading(steps) {
  const step = steps[kept.step];
  return step ? `Step ${kept.step + 1} of ${steps.length}: ${step.title}` : "You have seen the ordinary round";
}

function refill(panel, now) {
  const focused = panel.contains(document.activeElement) && document.activeElement.dataset.part;
  const steps = stepsOf(kept.beginning);
  const step = steps[kept.step];
  panel.replaceChildren(...head(steps, now), element("div", { class: "tour-body", hidden: kept.folded }, step ? task(step, now) : ending(), foot(step, now)));
  if (focused) (panel.querySelector(`[data-part="${focused}"]`) ?? panel.querySelector("h2")).focus();
}

function head(steps, now) {
  const fold = () => {
    keep({ folded: !kept.folded });
    now.redraw();
  };
  const folding = element("button", { type: "button", class: "fold", "data-part": "fold", "aria-expanded": String(!kept.folded), onclick: fold }, kept.folded ? "Show" : "Hide");
  return [
    element("div", { class: "tour-head" }, element("h2", { tabindex: "-1", "data-part": "title" }, heading(steps)), folding),
    element("progress", { max: steps.length, value: kept.step, "aria-label": "Steps done" }),
  ];
}

function task(step, now) {
  const person = now.people.find(({ id }) => id === step.person);
  const isOther = person && person.id !== now.me.id;
  return [
    element("p", {}, step.text),
    isOther ? [element("p", {}, `You are now ${now.me.name}. This step is for ${person.name}.`), button("be", `Act as ${person.name}`, () => now.actAs(person.id))] : todo(step, now),
  ];
}

function foot(step, now) {
  const skip = () => {
    keep({ step: kept.step + 1 });
    now.redraw();
  };
  const onward = step ? button("skip", "Skip this step", skip) : button("again", "Begin again", () => show(now, fresh(kept)));
  return element("div", { class: "tour-foot" }, onward, button("close", "Close tour", () => close(now)));
}

function todo(step, now) {
  return [
    element("p", {}, element("strong", {}, "Now: "), step.next),
    step.line && [element("p", {}, element("code", {}, step.line)), button("type", "Type it for me", () => typeLine(step.line, now))],
    step.instead && element("p", { class: "hint" }, step.instead),
    step.phone && element("p", { class: "hint for-phone" }, step.phone),
  ];
}

const button = (name, text, onclick) => element("button", { type: "button", "data-part": name, onclick }, text);

function typeLine(line, now) {
  const isInTheWay = part("tour").querySelector(".fold").checkVisibility();
  if (isInTheWay) keep({ folded: true });
  const room = now.channels.find(({ kind }) => kind === "channel");
  typeFor(room.id, line);
  now.open(room.id);
  now.redraw();
}

function ending() {
  return [
    element("p", {}, "That is the ordinary round: record, see what is next, log, be reminded, and find it all on Home. From here:"),
    element("ul", {}, further(kept.beginning).map((line) => element("li", {}, line))),
  ];
}
