// Starting over: the one act of this page that cannot be taken back, so it asks first.

import { element } from "./element.js";

const RECORDS = "Every message, and all that Clerk recorded here, is wiped. The clock goes back to its start.";
const MESSAGES = "All messages and forms of this practice workspace are wiped. The people stay.";

/** Ask how to begin, and begin so. */
export async function startOver(world) {
  const chosen = await asked(world.beginnings);
  if (chosen === null) return;
  const answer = await world.act({ do: "reset", to: chosen });
  if (!answer.ok) return;
  world.beginAgain();
}

/** Which beginning the person chose; null for none. */
function asked(beginnings) {
  const { promise, resolve } = Promise.withResolvers();
  const form = element("form", { class: "modal-form", method: "dialog" },
    element("header", {}, element("h2", { id: "start-title" }, "Start over?")),
    element("div", { class: "modal-body" }, element("p", { id: "start-text" }, beginnings.length ? RECORDS : MESSAGES), choices(beginnings)),
    element("footer", {},
      element("button", { value: "" }, "Keep everything"),
      element("button", { value: "yes", class: "danger" }, "Start over")));
  const dialog = element("dialog", { class: "modal confirm", role: "alertdialog", "aria-labelledby": "start-title", "aria-describedby": "start-text" }, form);
  dialog.addEventListener("close", () => {
    dialog.remove();
    resolve(dialog.returnValue === "yes" ? (form.elements.beginning?.value ?? "") : null);
  });
  document.body.append(dialog);
  dialog.showModal();
  return promise;
}

function choices(beginnings) {
  if (!beginnings.length) return null;
  const drawn = beginnings.map(({ key, title }, index) => element("label", { class: "choice" },
    element("input", { type: "radio", name: "beginning", value: key, checked: index === 0 }), element("span", {}, title)));
  return element("fieldset", {}, element("legend", {}, "Begin with"), drawn);
}
