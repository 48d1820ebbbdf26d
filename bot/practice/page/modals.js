// The stack of modals that the app has opened for this person.

import { drawBlocks } from "./blocks.js";
import { readValues } from "./controls.js";
import { element } from "./element.js";
import { drawText } from "./text.js";

const FIELDS = "input:not([type=file]), textarea, [role=radiogroup] input, [role=group] input, input[type=file]";

/** Show the stack as it is now: the last view on top, each keeping what was filled in. */
export function drawModals(holder, views, world) {
  const wanted = new Set(views.map(({ id }) => id));
  for (const dialog of [...holder.children].reverse()) if (!wanted.has(dialog.dataset.key)) dismiss(dialog);
  for (const view of views) {
    const dialog = openDialog(holder, view.id) ?? newDialog(holder, view.id);
    fill(dialog, view, world);
    if (!dialog.open) open(dialog);
    dialog.classList.toggle("covered", view !== views.at(-1));
  }
}

function dismiss(dialog) {
  dialog.close();
  dialog.remove();
  if (document.activeElement === document.body) document.getElementById("scroll").focus(); // what was pressed is gone
}

const openDialog = (holder, id) => [...holder.children].find((dialog) => dialog.dataset.key === id);

function newDialog(holder, id) {
  const title = element("h2", { id: `${id}/title`, tabindex: "-1" });
  const form = element("form", { class: "modal-form", novalidate: true },
    element("header", {}, title, element("button", { type: "button", class: "close", "aria-label": "Close" }, "×")),
    element("div", { class: "notices", role: "alert" }),
    element("div", { class: "modal-body" }),
    element("footer"),
    element("p", { class: "unseen", role: "status" }));
  const dialog = element("dialog", { class: "modal", "aria-labelledby": title.id }, form);
  dialog.dataset.key = id;
  holder.append(dialog);
  listen(dialog, form);
  return dialog;
}

function listen(dialog, form) {
  const close = () => dialog.world.act({ do: "close", view_id: dialog.dataset.key });
  form.querySelector(".close").addEventListener("click", close);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.closeView = close;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(dialog);
  });
  form.addEventListener("input", ({ target }) => clearError(target.closest(".block")));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

function open(dialog) {
  dialog.showModal();
  if (matchMedia("(pointer: coarse)").matches) return; // a field in focus would bring up the keyboard over half the form
  const first = dialog.querySelector("[autofocus]") ?? dialog.querySelector(".modal-body").querySelector(FIELDS);
  (first ?? dialog.querySelector("footer button:last-child") ?? dialog).focus();
}

function fill(dialog, view, world) {
  dialog.world = world;
  dialog.view = view;
  const isOther = drawFrame(dialog, view, world);
  const surface = { ...world, heading: "h3", key: view.id, address: { view_id: view.id }, values: view.state?.values ?? {} };
  drawBlocks(dialog.querySelector(".modal-body"), view.blocks, surface);
  if (isOther) beginAnew(dialog);
  const errors = JSON.stringify(view.errors ?? {});
  if (errors !== dialog.errorsShown) showErrors(dialog, view.errors ?? {});
  dialog.errorsShown = errors;
}

/** Draw title and buttons, and tell whether they took the place of others. */
function drawFrame(dialog, view, world) {
  const frame = JSON.stringify([view.title, view.submit, view.close]);
  if (dialog.frame === frame) return false;
  const isOther = Boolean(dialog.frame);
  dialog.frame = frame;
  dialog.querySelector("h2").replaceChildren(...[drawText(view.title, world)].flat());
  const cancel = view.close ? drawText(view.close, world) : (view.submit ? "Cancel" : "Close");
  const act = view.submit && element("button", { class: "primary" }, drawText(view.submit, world));
  const buttons = [element("button", { type: "button", onclick: () => dialog.closeView() }, cancel), act];
  dialog.querySelector("footer").replaceChildren(...buttons.filter(Boolean));
  return isOther;
}

/** Show what took the place of something else from its beginning, and say it; the focus goes to the title where it was lost. */
function beginAnew(dialog) {
  const body = dialog.querySelector(".modal-body");
  const title = dialog.querySelector("h2");
  body.scrollTop = 0;
  const outcome = body.querySelector(FIELDS) ? "" : (body.firstElementChild?.innerText ?? "");
  dialog.querySelector("[role=status]").textContent = [title.textContent, outcome].filter(Boolean).join(": ");
  if (!dialog.contains(document.activeElement)) title.focus();
}

async function submit(dialog) {
  const button = dialog.querySelector("footer .primary");
  if (!button || button.getAttribute("aria-busy")) return;
  const values = readValues(dialog);
  const missing = findings(dialog.view, values);
  showErrors(dialog, missing);
  if (Object.keys(missing).length) return;
  button.setAttribute("aria-busy", "true");
  await dialog.world.act({ do: "submit", view_id: dialog.dataset.key, values });
  button.removeAttribute("aria-busy");
  dialog.errorsShown = null;
  dialog.world.redraw();
}

/** What Slack's own client finds wrong before a form is sent: `{block_id: text}`. */
function findings(view, values) {
  const found = view.blocks.filter(({ type }) => type === "input").map((block) => {
    const given = values[block.block_id]?.[block.element.action_id];
    return [block.block_id, finding(block, filled(given))];
  });
  return Object.fromEntries(found.filter(([, text]) => text));
}

function filled(given) {
  const content = Object.entries(given ?? {}).find(([key]) => key !== "type")?.[1];
  return Array.isArray(content) && content.length === 0 ? null : content;
}

function finding({ element: { type }, optional }, content) {
  if (content === null || content === undefined) return optional ? null : "Please complete this required field.";
  if (type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(content)) return "Please enter a valid email address.";
  if (type === "url_text_input" && !/^https?:\/\/\S+$/i.test(content)) return "Please enter a valid URL.";
  return null;
}

function showErrors(dialog, errors) {
  const blocks = [...dialog.querySelector(".modal-body").children];
  blocks.forEach((block) => clearError(block));
  const wrong = blocks.filter((block) => Object.hasOwn(errors, block.dataset.key));
  wrong.forEach((block) => showError(block, errors[block.dataset.key]));
  wrong[0]?.querySelector(FIELDS)?.focus();
}

function showError(block, text) {
  const place = block.querySelector(".error");
  if (!place) return block.append(element("p", { class: "error" }, text));
  place.textContent = text;
  place.hidden = false;
  block.querySelector(FIELDS)?.setAttribute("aria-invalid", "true");
}

function clearError(block) {
  const place = block?.querySelector(".error");
  if (!place || place.hidden) return;
  place.hidden = true;
  place.textContent = "";
  block.querySelector(FIELDS)?.removeAttribute("aria-invalid");
}
