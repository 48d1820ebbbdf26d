// Where one types: a message, a slash command, a mention; and the menu of global shortcuts.

import { element, icon } from "./element.js";
import { menuButton, openBeside } from "./popup.js";

const LIGHTNING = "M11 2 4 11h5l-1 7 7-9h-5l1-7z";
// What every Slack has beside the apps' commands, as far as this workspace knows it.
const SLACKS_OWN = [
  { command: "/invite", usage_hint: "@Clerk", description: "Let Clerk into this channel" },
  { command: "/remove", usage_hint: "@Clerk", description: "Put Clerk out of this channel" },
];
const SUGGESTIONS = "suggestions";

let typed = null; // {place, text}: a line that is typed for the person once its place is open

/** Have a line typed into the message box of a place, for the person to send. */
export function typeFor(place, text) {
  typed = { place, text };
}

/** Fill the composer for the open channel; it is filled anew only when another channel or person is shown. */
export function drawComposer(form, channel, name, world) {
  const key = `${world.me.id}/${channel.id}`;
  form.world = world;
  form.channel = channel;
  if (form.dataset.key !== key) refill(form, key, name);
  if (typed?.place === channel.id && form.checkVisibility()) typeNow(form.querySelector("textarea"));
}

function typeNow(field) {
  field.value = typed.text;
  typed = null;
  field.focus();
}

function refill(form, key, name) {
  form.drafts ??= {};
  if (form.dataset.key) form.drafts[form.dataset.key] = form.querySelector("textarea").value;
  form.dataset.key = key;
  form.replaceChildren(...parts(form, `Message ${name}`, form.drafts[key] ?? ""));
}

function parts(form, label, draft) {
  const field = element("textarea", {
    id: "message", rows: 1, "aria-label": label, placeholder: label, value: draft,
    "aria-controls": SUGGESTIONS, "aria-autocomplete": "list",
  });
  const list = element("div", { id: SUGGESTIONS, role: "listbox", class: "listbox", popover: "manual", "aria-label": "Suggestions" });
  const box = { form, field, list };
  field.addEventListener("input", () => suggest(box));
  field.addEventListener("keydown", (event) => pressKey(box, event));
  field.addEventListener("blur", () => hide(box));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  form.onsubmit = (event) => {
    event.preventDefault();
    send(box);
  };
  const shortcuts = menuButton({ class: "quiet" }, [icon(LIGHTNING), "Shortcuts"], "Shortcuts", () => shortcutItems(form));
  const tools = element("div", { class: "composer-tools" }, shortcuts, element("button", { class: "primary" }, "Send"));
  return [field, list, tools];
}

function shortcutItems({ world }) {
  return world.globalShortcuts().map(({ name, description, callback_id }) => ({
    text: name, description, choose: () => world.act({ do: "shortcut", callback_id }),
  }));
}

async function send({ form, field, list }) {
  const text = field.value.trim();
  if (!text) return;
  const { world, channel } = form;
  field.value = "";
  hide({ field, list });
  const answer = await world.act({ do: "say", channel: channel.id, text, thread_ts: null });
  if (!answer.ok && !field.value) field.value = text;
}

/** What could complete the word before the caret: commands at the start, people after @, channels after #. */
function suggestions({ form: { world }, field }) {
  const before = field.value.slice(0, field.selectionStart);
  if (/^\/\S*$/.test(before)) return commandSuggestions(before, world);
  const [, mark, typed] = /(?:^|\s)([@#])([^\s@#]*)$/.exec(before) ?? [];
  if (!mark) return [];
  const names = mark === "@" ? world.people.filter(({ deleted }) => !deleted) : world.channels.filter(({ kind }) => kind === "channel");
  return names
    .filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()))
    .slice(0, 8)
    .map(({ name, title }) => ({ text: `${mark}${name}`, description: title, replaces: typed.length + 1 }));
}

function commandSuggestions(before, world) {
  return [...world.commands, ...SLACKS_OWN].filter(({ command }) => command.startsWith(before)).map(({ command, description, usage_hint: hint }) => ({
    text: command, hint, description, replaces: before.length,
  }));
}

function suggest(box) {
  const found = suggestions(box);
  if (!found.length) return hide(box);
  box.list.replaceChildren(...found.map((one, index) => drawSuggestion(box, one, index)));
  openBeside(box.list, box.field);
  point(box, box.list.firstElementChild);
}

function drawSuggestion(box, { text, hint, description, replaces }, index) {
  return element("div", { id: `${SUGGESTIONS}/${index}`, role: "option", "aria-selected": "false", onclick: () => complete(box, text, replaces) },
    element("span", {}, element("strong", {}, text), hint && ` ${hint}`),
    description && element("span", { class: "description" }, description));
}

function complete(box, text, replaces) {
  const { field } = box;
  field.setRangeText(`${text} `, field.selectionStart - replaces, field.selectionStart, "end");
  hide(box);
  field.focus();
}

function point({ field, list }, option) {
  for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
  field.setAttribute("aria-activedescendant", option.id);
}

function hide({ field, list }) {
  if (list.matches(":popover-open")) list.hidePopover();
  field.removeAttribute("aria-activedescendant");
}

function pressKey(box, event) {
  const options = box.list.matches(":popover-open") ? [...box.list.children] : [];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const act = options.length ? suggestionKey(box, options, at, event.key) : null;
  if (act) {
    event.preventDefault();
    act();
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send(box);
  }
}

function suggestionKey(box, options, at, key) {
  const complete = !box.field.value.trim().endsWith(options[at].querySelector("strong").textContent);
  return {
    ArrowDown: () => point(box, options[(at + 1) % options.length]),
    ArrowUp: () => point(box, options.at(at - 1)),
    Tab: () => options[at].click(),
    Enter: complete && (() => options[at].click()),
    Escape: () => hide(box),
  }[key];
}
