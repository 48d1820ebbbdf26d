// What every interactive element has in common: an address, a value that can be read, and an act when it is used.

import { element } from "./element.js";
import { drawText } from "./text.js";

/** Mark `node` as the control of a Block Kit element; `read` gives its value as Slack's `state.values` writes it. */
export function control(node, block, definition, read) {
  node.dataset.control = JSON.stringify([block.block_id, definition.action_id]);
  node.read = read;
  return node;
}

/** The id of a control's focusable part, the same each time it is drawn. */
export function controlId(surface, block, definition) {
  return [surface.key, block.block_id, definition.action_id].join("/");
}

/** Read all that is filled in inside `container`: `{block_id: {action_id: value}}`. */
export function readValues(container) {
  const values = {};
  for (const node of container.querySelectorAll("[data-control]")) {
    const [blockId, actionId] = JSON.parse(node.dataset.control);
    (values[blockId] ??= {})[actionId] = node.read();
  }
  return values;
}

/** What the person has already entered here, or undefined. */
export function entered(surface, block, definition) {
  return surface.values[block.block_id]?.[definition.action_id];
}

/** Whether a change is told to the app at once, as it is everywhere but in a form's ordinary fields. */
export function dispatches(block) {
  return block.type !== "input" || Boolean(block.dispatch_action);
}

/** Tell the app of a press or a choice, once the person has confirmed it where the app asks for that. */
export async function press(node, surface, block, definition, value) {
  if (!node.isConnected) return;
  const holder = node.closest("[data-surface]");
  if (definition.confirm && !(await confirmed(definition.confirm, surface))) return;
  node.setAttribute("aria-busy", "true");
  await surface.act({
    do: "press", ...surface.address, block_id: block.block_id, action_id: definition.action_id,
    value: { type: definition.type, ...value }, state: readValues(holder),
  });
  node.removeAttribute("aria-busy");
}

/** Ask before an act; resolves to whether the person agreed. */
export function confirmed(question, world) {
  const { promise, resolve } = Promise.withResolvers();
  const answer = (agreed) => {
    dialog.close();
    dialog.remove();
    resolve(agreed);
  };
  const style = question.style === "danger" ? "danger" : "primary";
  const dialog = element("dialog", { class: "modal confirm", role: "alertdialog", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
    element("header", {}, element("h2", { id: "confirm-title" }, drawText(question.title, world))),
    element("div", { class: "modal-body", id: "confirm-text" }, drawText(question.text, world)),
    element("footer", {},
      element("button", { type: "button", onclick: () => answer(false) }, drawText(question.deny ?? { type: "plain_text", text: "No" }, world)),
      element("button", { type: "button", class: style, onclick: () => answer(true) }, drawText(question.confirm ?? { type: "plain_text", text: "Yes" }, world))));
  dialog.addEventListener("cancel", () => answer(false));
  document.body.append(dialog);
  dialog.showModal();
  return promise;
}
