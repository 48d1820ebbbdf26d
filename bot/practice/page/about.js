// The About tab of the app: what it is, and what it can be asked, as its manifest says.

import { element } from "./element.js";

/** Draw what the manifest says about the app. */
export function drawAbout(holder, now) {
  const signature = JSON.stringify([now.about, now.commands, now.shortcuts]);
  if (holder.signature === signature) return;
  holder.signature = signature;
  holder.replaceChildren(
    ...now.about.split(/\n+/).map((paragraph) => element("p", {}, paragraph)),
    element("h2", {}, "Slash commands"),
    element("dl", {}, now.commands.map(({ command, description, usage_hint: hint }) => pair(hint ? `${command} ${hint}` : command, description))),
    element("h2", {}, "Shortcuts"),
    element("dl", {}, now.shortcuts.map(({ name, description }) => pair(name, description))));
}

const pair = (name, description) => element("div", {}, element("dt", {}, name), element("dd", {}, description ?? ""));
