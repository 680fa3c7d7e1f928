// @ts-check
// Builds elements. Text is always set as text, so nothing in the data can become markup.

/**
 * Return an element of the page's frame.
 * @param {string} id
 */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Return a copy of what a template of the page's frame holds.
 * @param {string} id
 * @returns {any}
 */
function framePart(id) {
  return /** @type {HTMLTemplateElement} */ (byId(id)).content.cloneNode(true);
}

/**
 * Build an element: h("a.name", { href: "#x", onclick: act }, "text", child, ...).
 * Attributes may be missing; those that are null, undefined or false are left out. Nested arrays of
 * children are fine.
 * @param {string} tag
 * @param {...any} parts
 * @returns {any}
 */
function h(tag, ...parts) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  const attributes = parts[0]?.constructor === Object ? parts.shift() : {};
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "style")
      for (const [k, v] of Object.entries(value)) element.style.setProperty(k, v);
    else element.setAttribute(key, value === true ? "" : value);
  }
  return fill(element, ...parts);
}

/**
 * Replace the children of an element; null, undefined, false and "" are left out.
 * @param {HTMLElement} element
 * @param {...any} children
 * @returns {any}
 */
function fill(element, ...children) {
  element.replaceChildren(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false && child !== ""),
  );
  return element;
}

/**
 * Text from the sources in an element of its own, so that its direction does not affect the rest.
 * @param {unknown} text
 */
function bdi(text) {
  return h("bdi", text);
}

/**
 * A path, an address or a name of a file as code, which goes on in the next line after a sign.
 * @param {string} name
 */
function place(name) {
  const parts = name.split(/(?<=[/\\_.?&=#:-])/);
  return h(
    "code.place",
    h(
      "bdi",
      parts.map((part, at) => [at > 0 && h("wbr"), part]),
    ),
  );
}

/**
 * A link out of the report; plain text where there is no address that may be linked.
 * @param {unknown} content
 * @param {string} url
 * @param {string} [label]
 */
function outward(content, url, label) {
  if (!url) return h("span", content);
  return h(
    "a.out",
    { href: url, rel: "noopener noreferrer", target: "_blank", "aria-label": label },
    content,
  );
}

/**
 * A part of a view: its heading, a sentence about it, and what is in it.
 * @param {unknown} title
 * @param {unknown} about
 * @param {...unknown} content
 */
function section(title, about, ...content) {
  return h("section", h("h2", title), about && h("p.about", about), content);
}

/**
 * A field whose words go into the fragment while they are typed.
 * @param {string} label
 * @param {(typed: string) => string} link
 * @returns {HTMLInputElement}
 */
function searchField(label, link) {
  const field = h("input", {
    type: "search",
    placeholder: label,
    "aria-label": label,
    autocomplete: "off",
    oninput: () => go(link(field.value), true),
  });
  return field;
}

/**
 * A button that shows the rest of a list, and goes.
 * @param {number} left
 * @param {string} noun
 * @param {() => void} show
 */
function moreButton(left, noun, show) {
  const button = h("button.more", { type: "button" }, `Show ${counted(left, `more ${noun}`)}`);
  button.addEventListener("click", () => {
    button.remove();
    show();
  });
  return button;
}

/**
 * A list that shows its first `most` items, and the rest after a click.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => HTMLElement} build
 * @param {number} most
 * @param {string} noun
 */
function foldable(items, build, most, noun) {
  const list = h("ul.plain", items.slice(0, most).map(build));
  if (items.length <= most) return list;
  const showRest = () => {
    const rest = items.slice(most).map(build);
    list.append(...rest);
    focusOn(rest[0].querySelector("a, button"));
  };
  return [list, moreButton(items.length - most, noun, showRest)];
}

/** @param {Element | null} element */
function focusOn(element) {
  /** @type {HTMLElement | null} */ (element)?.focus();
}

/** @param {string} text */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy"); // where the clipboard needs a secure page
    field.remove();
    return done;
  }
}

/** @type {(name: string) => string} */
const cssVariable = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();
