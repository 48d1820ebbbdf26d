// Block Kit's fields other than selects: text, dates, ticks and files.

import { control, controlId, dispatches, entered, press } from "./controls.js";
import { element } from "./element.js";
import { drawText } from "./text.js";
import { instantOf, wallTime } from "./time.js";

/** Draw a one-line or many-line text field, with a count of what is left near its limit. */
export function textInput(definition, block, surface, naming) {
  return textual(definition, block, surface, naming, definition.multiline ? "textarea" : "input", "text");
}

/** Draw a field for an e-mail address. */
export function emailInput(definition, block, surface, naming) {
  return textual(definition, block, surface, naming, "input", "email");
}

/** Draw a field for a web address. */
export function urlInput(definition, block, surface, naming) {
  return textual(definition, block, surface, naming, "input", "url");
}

/** Draw a field for a number; what is written is a text, as Slack has it. */
export function numberInput(definition, block, surface, naming) {
  return textual(definition, block, surface, naming, "input", "number");
}

function textual(definition, block, surface, naming, tag, type) {
  const field = element(tag, {
    ...common(definition, block, surface, naming), type: tag === "input" ? type : null, rows: tag === "textarea" ? 4 : null,
    maxlength: definition.max_length, minlength: definition.min_length,
    value: entered(surface, block, definition)?.value ?? definition.initial_value ?? "",
  });
  const left = definition.max_length && element("span", { class: "left" });
  const tell = () => press(field, surface, block, definition, { value: field.value || null });
  field.addEventListener("input", () => countLeft(field, left));
  if (dispatches(block)) listenForDispatch(field, definition, tell);
  countLeft(field, left);
  control(field, block, definition, () => ({ type: definition.type, value: field.value.trim() === "" ? null : field.value }));
  return element("div", { class: "textual" }, field, left);
}

function common(definition, block, surface, naming) {
  return {
    id: controlId(surface, block, definition), placeholder: definition.placeholder?.text, autocomplete: "off",
    autofocus: definition.focus_on_load, "aria-label": definition.placeholder?.text, ...naming,
  };
}

function countLeft(field, left) {
  if (!left) return;
  const rest = field.maxLength - field.value.length;
  left.textContent = rest <= Math.max(20, field.maxLength / 10) ? `${rest} left` : "";
}

function listenForDispatch(field, definition, tell) {
  const triggers = definition.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  if (triggers.includes("on_character_entered")) field.addEventListener("input", tell);
  if (!triggers.includes("on_enter_pressed")) return;
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    tell();
  });
}

/** Draw a date field; the value is written "2026-01-20". */
export function datepicker(definition, block, surface, naming) {
  return moment(definition, block, surface, naming, "date", "selected_date", definition.initial_date);
}

/** Draw a time field with its zone, where the app names one; the value is written "18:30". */
export function timepicker(definition, block, surface, naming) {
  const field = moment(definition, block, surface, naming, "time", "selected_time", definition.initial_time);
  return element("div", { class: "with-note" }, field, definition.timezone && element("span", {}, zoneName(definition.timezone, surface.now)));
}

function zoneName(zone, now) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "long" }).formatToParts(now);
  return parts.find(({ type }) => type === "timeZoneName").value;
}

function moment(definition, block, surface, naming, type, key, initial) {
  const value = entered(surface, block, definition)?.[key] ?? initial ?? "";
  const named = { "aria-label": definition.placeholder?.text ?? (type === "date" ? "Date" : "Time"), ...naming };
  const field = element("input", { ...common(definition, block, surface, named), placeholder: null, type, value });
  const read = () => ({ [key]: field.value || null });
  if (dispatches(block)) whenSettled(field, () => press(field, surface, block, definition, read()));
  return control(field, block, definition, () => ({ type: definition.type, ...read() }));
}

/** Draw a field for an instant, in the person's zone; the value is in seconds. */
export function datetimepicker(definition, block, surface, naming) {
  const before = entered(surface, block, definition)?.selected_date_time ?? definition.initial_date_time;
  const value = before ? wallTime(before * 1000, surface.zone) : "";
  const named = { "aria-label": "Date and time", ...naming };
  const field = element("input", { ...common(definition, block, surface, named), placeholder: null, type: "datetime-local", value });
  const read = () => ({ selected_date_time: field.value ? instantOf(field.value.slice(0, 16), surface.zone) / 1000 : null });
  if (dispatches(block)) whenSettled(field, () => press(field, surface, block, definition, read()));
  return control(field, block, definition, () => ({ type: definition.type, ...read() }));
}

// A date typed by hand passes through other dates: it is settled by Enter or by leaving the field, a picked one at once.
function whenSettled(field, act) {
  let told = field.value;
  let typing = false;
  const settle = () => {
    if (field.value === told) return;
    told = field.value;
    act();
  };
  field.addEventListener("pointerdown", () => (typing = false));
  field.addEventListener("keydown", ({ key }) => (key === "Enter" ? settle() : (typing = true)));
  field.addEventListener("change", () => typing || settle());
  field.addEventListener("blur", settle);
}

/** Draw radio buttons. */
export function radioButtons(definition, block, surface, naming) {
  const before = entered(surface, block, definition);
  const chosen = before ? before.selected_option : definition.initial_option;
  const group = choices(definition, block, surface, naming, "radio", chosen ? [chosen] : []);
  const read = () => ({ selected_option: ticked(group, definition)[0] ?? null });
  return choiceControl(group, definition, block, surface, read);
}

/** Draw checkboxes. */
export function checkboxes(definition, block, surface, naming) {
  const before = entered(surface, block, definition);
  const chosen = before ? before.selected_options : definition.initial_options;
  const group = choices(definition, block, surface, naming, "checkbox", chosen ?? []);
  const read = () => ({ selected_options: ticked(group, definition) });
  return choiceControl(group, definition, block, surface, read);
}

function choices(definition, block, surface, naming, type, chosen) {
  const name = controlId(surface, block, definition);
  const values = new Set(chosen.map(({ value }) => value));
  const drawn = definition.options.map((option, index) => {
    const about = option.description && element("span", { class: "description" }, drawText(option.description, surface));
    const tick = element("input", { type, name, id: `${name}/${index}`, checked: values.has(option.value) });
    return element("label", { class: "choice" }, tick, element("span", {}, drawText(option.text, surface), about));
  });
  const role = type === "radio" ? "radiogroup" : "group";
  const named = type === "radio" ? naming : { ...naming, "aria-required": null }; // a group of boxes knows no such word
  return element("div", { id: name, role, class: "choices", tabindex: "-1", "aria-label": "Choices", ...named }, drawn);
}

function ticked(group, definition) {
  return definition.options.filter((_, index) => group.querySelectorAll("input")[index].checked);
}

function choiceControl(group, definition, block, surface, read) {
  if (dispatches(block)) group.addEventListener("change", () => press(group, surface, block, definition, read()));
  return control(group, block, definition, () => ({ type: definition.type, ...read() }));
}

/** Draw a file field: a file is uploaded as soon as it is picked. */
export function fileInput(definition, block, surface, naming) {
  const list = element("ul", { class: "files", "aria-label": "Files" });
  const most = definition.max_files ?? 10;
  const accept = definition.filetypes?.map((type) => `.${type}`).join(",");
  const field = element("input", { ...common(definition, block, surface, naming), type: "file", accept, multiple: most > 1 });
  const node = element("div", { class: "file-input" }, field, list);
  node.files = entered(surface, block, definition)?.files ?? [];
  field.addEventListener("change", () => uploadAll(node, field, list, surface, most));
  showFiles(node, list);
  return control(node, block, definition, () => ({ type: definition.type, files: node.files }));
}

async function uploadAll(node, field, list, surface, most) {
  for (const file of [...field.files]) {
    const answer = await surface.act({ do: "upload", name: file.name, content_base64: await base64(file) });
    if (answer.ok) node.files = [...node.files, answer.file].slice(-most);
    showFiles(node, list);
  }
  field.value = "";
}

async function base64(file) {
  const reader = new FileReader();
  await new Promise((resolve, reject) => {
    reader.onload = resolve;
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
  return reader.result.split(",")[1];
}

function showFiles(node, list) {
  list.replaceChildren(...node.files.map((file) => {
    const remove = () => {
      node.files = node.files.filter((other) => other !== file);
      showFiles(node, list);
    };
    return element("li", {}, file.name, element("button", { type: "button", "aria-label": `Remove ${file.name}`, onclick: remove }, "×"));
  }));
}
