// Block Kit's blocks.

import { controlId, readValues } from "./controls.js";
import { drawElement } from "./elements.js";
import { element, redraw, unknown } from "./element.js";
import { drawText, mrkdwn, richText } from "./text.js";

const DRAWN = { header, section, context, divider, actions, input, table, alert, image, markdown, rich_text: rich };

const ALERT_LEVELS = { info: "Information", warning: "Warning", error: "Error", success: "Success" };

/**
 * Draw blocks into `holder`, leaving those that have not changed; what was filled in stays for the same block id.
 * `surface` is the world with `key`, `address` (where an act happened) and `values` (as the server knows them).
 */
export function drawBlocks(holder, blocks, surface) {
  const scene = { ...surface, values: { ...surface.values, ...readValues(holder) } };
  holder.dataset.surface = surface.key;
  redraw(holder, blocks.map((block, index) => ({
    key: block.block_id ?? `block ${index}`,
    signature: JSON.stringify(block),
    draw: () => drawBlock(block, scene),
  })));
}

function drawBlock(block, surface) {
  const draw = Object.hasOwn(DRAWN, block.type) ? DRAWN[block.type] : null;
  return element("div", { class: `block ${block.type}` }, draw ? draw(block, surface) : unknown("block", block.type));
}

function header(block, surface) {
  return element(surface.heading ?? "h2", {}, drawText(block.text, surface));
}

function section(block, surface) {
  const fields = block.fields?.map((field) => element("div", { class: "field" }, drawText(field, surface)));
  const words = element("div", { class: "words" },
    block.text && element("div", { class: "text" }, drawText(block.text, surface)),
    fields && element("div", { class: "fields" }, fields));
  const beside = block.accessory && element("div", { class: "accessory" }, drawElement(block.accessory, block, surface));
  return [words, beside];
}

function context(block, surface) {
  return block.elements.map((part) =>
    part.type === "image" ? drawElement(part, block, surface) : element("span", {}, drawText(part, surface)));
}

function divider() {
  return element("hr");
}

function actions(block, surface) {
  return block.elements.map((part) => drawElement(part, block, surface));
}

function input(block, surface) {
  const id = controlId(surface, block, block.element);
  const naming = { "aria-labelledby": `${id}/label`, "aria-describedby": `${id}/hint ${id}/error`, "aria-required": block.optional ? null : "true" };
  const optional = block.optional && element("span", { class: "optional" }, " (optional)");
  return [
    element("label", { for: id, id: `${id}/label` }, drawText(block.label, surface), optional),
    drawElement(block.element, block, surface, naming),
    element("p", { class: "error", id: `${id}/error`, hidden: true }),
    block.hint && element("p", { class: "hint", id: `${id}/hint` }, drawText(block.hint, surface)),
  ];
}

function alert(block, surface) {
  const level = ALERT_LEVELS[block.level];
  const name = level && element("span", { class: "unseen" }, `${level}: `);
  return element("div", { class: `alert-box ${block.level ?? "default"}`, role: "note" }, name, drawText(block.text, surface));
}

function image(block, surface) {
  const title = block.title && element("figcaption", {}, drawText(block.title, surface));
  const source = block.image_url ?? block.slack_file?.url ?? `/files/${block.slack_file?.id}`;
  return element("figure", {}, title, element("img", { src: source, alt: block.alt_text }));
}

/** Markdown stands as it was written: this page does not translate it. */
function markdown(block) {
  return element("pre", {}, block.text);
}

function rich(block, surface) {
  return richText(block.elements, surface);
}

function table(block, surface) {
  const [head, ...rows] = block.rows;
  const drawRow = (tag) => (cells) =>
    element("tr", {}, cells.map((cell, column) => drawCell(tag, cell, block.column_settings?.[column], surface)));
  return element("div", { class: "table-frame", tabindex: "0", role: "group", "aria-label": "Table" },
    element("table", {}, element("thead", {}, drawRow("th")(head)), element("tbody", {}, rows.map(drawRow("td")))));
}

const CELLS = {
  raw_text: (cell) => cell.text,
  raw_number: (cell) => cell.text ?? String(cell.value),
  mrkdwn: (cell, surface) => mrkdwn(cell.text, surface),
  rich_text: (cell, surface) => richText(cell.elements, surface),
};

function drawCell(tag, cell, settings, surface) {
  const shape = [settings?.align ?? "left", settings?.is_wrapped ? "wrapped" : ""].join(" ").trim();
  const content = CELLS[cell.type]?.(cell, surface) ?? unknown("table cell", cell.type);
  return element(tag, { class: shape, scope: tag === "th" ? "col" : null }, content);
}
