// The controls that no real Slack has: whom to act as, the clock, starting over.

import { combobox } from "./combobox.js";
import { element, keepingFocus, part } from "./element.js";
import { announce } from "./notices.js";
import { startOver } from "./starting.js";
import { folded } from "./text.js";
import { clockFace, instantOf, nextMorning, nextWeekdayMorning, timeOfDay, wallTime } from "./time.js";

const HOUR = 3_600_000;
const MOVES = {
  "+1 hour": (now) => now + HOUR,
  "+1 day": (now) => now + 24 * HOUR,
  "Next 9:00 AM": nextMorning,
  "Next weekday": nextWeekdayMorning,
};

/** Make the controls work; `world()` gives the state as it is when one is used. */
export function listenToPractice(world) {
  part("moves").append(...Object.keys(MOVES).map((name) => move(name, world)));
  part("jump").addEventListener("submit", (event) => {
    event.preventDefault();
    moveTo(world(), instantOf(part("jump-to").value.slice(0, 16), world().zone));
  });
  part("reset").addEventListener("click", () => startOver(world()));
}

function move(name, world) {
  const act = () => moveTo(world(), MOVES[name](world().now, world().zone));
  return element("button", { type: "button", onclick: act }, element("span", {}, name), element("span", { class: "description" }));
}

async function moveTo(world, instant) {
  const answer = await world.act({ do: "move_clock", to: new Date(instant).toISOString() });
  if (!answer.ok) return;
  announce(`It is now ${clockFace(instant, world.zone)}.`);
  world.closePanels(); // what fell due may lie behind them
}

/** Show the people, and the workspace's clock in the acting person's zone. */
export function drawPractice(world) {
  drawPeople(world);
  const written = clockFace(world.now, world.zone);
  if (part("now").textContent === written) return;
  part("now").textContent = written;
  part("now").dateTime = new Date(world.now).toISOString();
  drawMoves(world);
  if (document.activeElement !== part("jump-to")) part("jump-to").value = wallTime(world.now, world.zone);
  part("jump-to").min = wallTime(world.now, world.zone);
}

function drawMoves(world) {
  Object.values(MOVES).forEach((target, index) => {
    part("moves").children[index].lastChild.textContent = clockFace(target(world.now, world.zone), world.zone);
  });
}

const named = ({ name, title }) => (title ? `${name}, ${title}` : name);

function drawPeople(world) {
  const people = world.people.filter(({ is_bot: bot, deleted }) => !bot && !deleted);
  part("who-when").textContent = `${world.me.name}, ${timeOfDay(world.now, world.zone)}`;
  const signature = JSON.stringify([people, world.me.id]);
  if (part("people").signature === signature) return;
  part("people").signature = signature;
  keepingFocus(() => part("people").replaceChildren(peopleBox(people, world)));
}

function peopleBox(people, world) {
  const choices = people.map((person) => ({ key: person.id, text: named(person) }));
  const box = combobox({
    id: "act-as", placeholder: "Name or role", required: true, naming: {},
    chosen: choices.filter(({ key }) => key === world.me.id),
    search: (typed) => [{ options: choices.filter(({ text }) => folded(text).includes(folded(typed.trim()))) }],
    changed: () => {
      world.actAs(box.chosen[0].key);
      world.closePanels();
    },
  });
  return box;
}
