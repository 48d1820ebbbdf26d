// Slack's text: mrkdwn, plain text and rich text, as document nodes. `world` names people and channels.

import { element, unknown } from "./element.js";
import { slackDate } from "./time.js";

const ATOM = /```\n?([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(https?:\/\/[^\s<>|*~`]+[^\s<>|*~`.,;:!?)_])/g;
const STYLE = ["\\*", "_", "~"]
  .map((mark) => `(?<![\\p{L}\\p{N}${mark}])${mark}(?!\\s)([^${mark}\\n]+?)(?<!\\s)${mark}(?![\\p{L}\\p{N}${mark}])`)
  .join("|");
const STYLE_TAGS = ["strong", "em", "s"];
const SAFE_LINK = /^(https?|mailto|tel|slack):/i;

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Write a text object: mrkdwn as its markup says, plain text as it stands. */
export function drawText(object, world) {
  if (object.type === "mrkdwn") return mrkdwn(object.text, world);
  if (object.type === "plain_text") return withBreaks(object.text);
  return [unknown("text", object.type)];
}

/** Write Slack's markup as nodes. */
export function mrkdwn(text, world) {
  const atoms = [];
  const held = text.replaceAll(/[\uE000\uE001]/g, "").replace(ATOM, (...match) => {
    atoms.push(drawAtom(match, world));
    return `\uE000${atoms.length - 1}\uE001`;
  });
  return paragraphs(held).map(({ quoted, lines }) => {
    const content = joined(lines.map((line) => styled(line, atoms)));
    return quoted ? element("blockquote", {}, content) : content;
  }).flat();
}

function drawAtom([, block, code, entity, address], world) {
  if (block !== undefined) return element("pre", {}, unescaped(block));
  if (code !== undefined) return element("code", {}, unescaped(code));
  return address ? link(unescaped(address), unescaped(address)) : drawEntity(entity, world);
}

function drawEntity(entity, world) {
  const [target, label] = divided(entity, "|");
  if (target.startsWith("@")) return mention(personName(target.slice(1), world));
  if (target.startsWith("#")) return mention(channelName(target.slice(1), world, label));
  if (target.startsWith("!date^")) return drawDate(target, label, world);
  if (target.startsWith("!")) return mention(label ?? `@${target.slice(1)}`);
  return link(unescaped(target), unescaped(label ?? target));
}

function divided(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function drawDate(target, fallback, world) {
  const [, seconds, format, address] = target.split("^");
  const written = slackDate(Number(seconds) * 1000, format, world.zone, world.now) ?? fallback ?? "";
  const time = element("time", { datetime: new Date(Number(seconds) * 1000).toISOString() }, written);
  return address ? link(address, time) : time;
}

/** A link that opens in a new tab; an address of another kind than web, mail, phone or Slack stays text. */
export function link(address, content) {
  if (!SAFE_LINK.test(address)) return element("span", {}, content);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, content);
}

const mention = (name) => element("span", { class: "mention" }, name);

function personName(id, world) {
  return `@${world.people.find((person) => person.id === id)?.name ?? `unknown person ${id}`}`;
}

function channelName(id, world, label) {
  return `#${world.channels.find((channel) => channel.id === id)?.name ?? label ?? `unknown channel ${id}`}`;
}

function paragraphs(text) {
  const groups = [];
  for (const line of text.split("\n")) {
    const quote = /^(?:>|&gt;) ?/.exec(line);
    if (!groups.length || groups.at(-1).quoted !== Boolean(quote)) groups.push({ quoted: Boolean(quote), lines: [] });
    groups.at(-1).lines.push(quote ? line.slice(quote[0].length) : line);
  }
  return groups;
}

const joined = (lines) => lines.flatMap((line, index) => (index ? [element("br"), ...line] : line));

const withBreaks = (text) => joined(text.split("\n").map((line) => [line]));

function styled(text, atoms) {
  const match = new RegExp(STYLE, "u").exec(text);
  if (!match) return plain(text, atoms);
  const kind = match.slice(1).findIndex((inner) => inner !== undefined);
  return [
    ...plain(text.slice(0, match.index), atoms),
    element(STYLE_TAGS[kind], {}, styled(match[kind + 1], atoms)),
    ...styled(text.slice(match.index + match[0].length), atoms),
  ];
}

function plain(text, atoms) {
  return text.split(/\uE000(\d+)\uE001/).map((piece, index) => (index % 2 ? atoms[Number(piece)] : unescaped(piece)));
}

const RICH = {
  rich_text_section: (part, world) => element("p", {}, inline(part, world)),
  rich_text_quote: (part, world) => element("blockquote", {}, inline(part, world)),
  rich_text_preformatted: (part, world) => element("pre", {}, inline(part, world)),
  rich_text_list: drawList,
};

const INLINE = {
  text: (part) => withBreaks(part.text),
  link: (part) => link(part.url, part.text ?? part.url),
  user: (part, world) => mention(personName(part.user_id, world)),
  channel: (part, world) => mention(channelName(part.channel_id, world)),
  broadcast: (part) => mention(`@${part.range}`),
  emoji: (part) => (part.unicode ? String.fromCodePoint(...part.unicode.split("-").map((code) => Number.parseInt(code, 16))) : `:${part.name}:`),
  date: (part, world) => drawDate(`!date^${part.timestamp}^${part.format}`, part.fallback, world),
};

/** Write the parts of a rich text block. */
export function richText(parts, world) {
  return parts.map((part) => RICH[part.type]?.(part, world) ?? unknown("rich text", part.type));
}

function drawList(list, world) {
  const tag = list.style === "ordered" ? "ol" : "ul";
  const items = list.elements.map((section) => element("li", {}, inline(section, world)));
  return element(tag, { class: `indent-${list.indent ?? 0}`, start: list.offset ? list.offset + 1 : null }, items);
}

function inline(section, world) {
  return section.elements.map((part) => wrapped(INLINE[part.type]?.(part, world) ?? unknown("text", part.type), part.style));
}

function wrapped(content, style = {}) {
  const tags = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };
  return Object.keys(tags).filter((name) => style[name]).reduce((inner, name) => element(tags[name], {}, inner), content);
}

/** A text as it is searched: small letters, and none with a mark. */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
