// The controls that no real Slack has: whom to act as, the clock, starting afresh.

import { confirmed } from "./controls.js";
import { element } from "./element.js";
import { clockFace, instantOf, nextMorning, wallTime } from "./time.js";

const RESET = {
  title: { type: "plain_text", text: "Start afresh?" },
  text: { type: "plain_text", text: "All messages and forms of this practice workspace are wiped. The people stay." },
  confirm: { type: "plain_text", text: "Reset" },
  deny: { type: "plain_text", text: "Keep everything" },
  style: "danger",
};

const part = (id) => document.getElementById(id);

/** Make the controls work; `world()` gives the state as it is when one is used. */
export function listenToPractice(world) {
  part("act-as").addEventListener("change", ({ target }) => world().actAs(target.value));
  for (const button of document.querySelectorAll("[data-forward]")) {
    button.addEventListener("click", () => world().act({ do: "move_clock", seconds: Number(button.dataset.forward) }));
  }
  part("next-morning").addEventListener("click", () => moveTo(world(), nextMorning(world().now, world().zone)));
  part("jump").addEventListener("submit", (event) => {
    event.preventDefault();
    moveTo(world(), instantOf(part("jump-to").value.slice(0, 16), world().zone));
  });
  part("reset").addEventListener("click", async () => {
    if (await confirmed(RESET, world())) await world().act({ do: "reset" });
  });
}

function moveTo(world, instant) {
  return world.act({ do: "move_clock", to: new Date(instant).toISOString() });
}

/** Show the people, and the workspace's clock in the acting person's zone. */
export function drawPractice(world) {
  drawPeople(world);
  const written = clockFace(world.now, world.zone);
  if (part("now").textContent === written) return;
  part("now").textContent = written;
  part("now").dateTime = new Date(world.now).toISOString();
  if (document.activeElement !== part("jump-to")) part("jump-to").value = wallTime(world.now, world.zone);
}

function drawPeople(world) {
  const select = part("act-as");
  const people = world.people.filter(({ is_bot: bot, deleted }) => !bot && !deleted);
  const signature = JSON.stringify(people);
  if (select.signature !== signature) {
    select.signature = signature;
    select.replaceChildren(...people.map(({ id, name, title }) => element("option", { value: id }, title ? `${name}, ${title}` : name)));
  }
  select.value = world.me.id;
}
