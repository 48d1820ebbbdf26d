// Block Kit's elements: buttons, menus, and the fields of fields.js and selects.js.

import { controlId, press } from "./controls.js";
import { element, icon, unknown } from "./element.js";
import { checkboxes, datepicker, datetimepicker, emailInput, fileInput, numberInput, radioButtons, textInput, timepicker, urlInput } from "./fields.js";
import { menuButton } from "./popup.js";
import {
  channelsSelect, conversationsSelect, externalSelect, multiChannelsSelect, multiConversationsSelect, multiExternalSelect, multiStaticSelect, multiUsersSelect,
  staticSelect, usersSelect,
} from "./selects.js";
import { drawText } from "./text.js";

const DRAWN = {
  button, overflow, image,
  checkboxes, datepicker, datetimepicker, timepicker,
  radio_buttons: radioButtons,
  plain_text_input: textInput,
  email_text_input: emailInput,
  url_text_input: urlInput,
  number_input: numberInput,
  file_input: fileInput,
  static_select: staticSelect,
  external_select: externalSelect,
  users_select: usersSelect,
  multi_static_select: multiStaticSelect,
  multi_users_select: multiUsersSelect,
  channels_select: channelsSelect,
  conversations_select: conversationsSelect,
  multi_channels_select: multiChannelsSelect,
  multi_conversations_select: multiConversationsSelect,
  multi_external_select: multiExternalSelect,
};

/** Draw one element; `naming` holds the ARIA attributes that label it where a visible label does. */
export function drawElement(definition, block, surface, naming = {}) {
  const draw = Object.hasOwn(DRAWN, definition.type) ? DRAWN[definition.type] : null;
  return draw ? draw(definition, block, surface, naming) : unknown("element", definition.type);
}

function button(definition, block, surface) {
  const attributes = {
    id: controlId(surface, block, definition), class: definition.style, "aria-label": definition.accessibility_label,
  };
  const label = drawText(definition.text, surface);
  const tell = (node) => press(node, surface, block, definition, { value: definition.value ?? null });
  if (!definition.url) {
    return element("button", { type: "button", onclick: ({ currentTarget }) => tell(currentTarget), ...attributes }, label);
  }
  const follow = (event) => {
    if (surface.follow(definition.url)) event.preventDefault();
    tell(event.currentTarget);
  };
  return element("a", { href: definition.url, target: "_blank", rel: "noopener noreferrer", onclick: follow, ...attributes, class: `button ${definition.style ?? ""}` }, label);
}

function overflow(definition, block, surface) {
  const items = () => definition.options.map((option) => ({
    text: drawText(option.text, surface),
    description: option.description && drawText(option.description, surface),
    choose: () => press(opener, surface, block, definition, { selected_option: option }),
  }));
  const attributes = { id: controlId(surface, block, definition), class: "overflow", "aria-label": "More options" };
  const opener = menuButton(attributes, icon("M4 10h.01M10 10h.01M16 10h.01"), "More options", items);
  return opener;
}

function image(definition) {
  return element("img", { class: "thumbnail", src: definition.image_url, alt: definition.alt_text });
}
