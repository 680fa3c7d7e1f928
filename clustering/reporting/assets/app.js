// @ts-check
// Ties the views together: reads the fragment, shows its view, keeps scroll position and focus.

/** @type {Record<string, View & Partial<BuiltView>>} */
const VIEWS = {
  stories: storyList,
  story: storyView,
  thread: threadView,
  overview: overviewView,
  outlets: outletsView,
  outlet: outletView,
  copies: copiesView,
  groups: groupsView,
};
/** @type {[view: string, label: string, key: string][]} */
const TABS = [
  ["stories", "Stories", "s"],
  ["overview", "Overview", "o"],
  ["outlets", "Outlets", "u"],
  ["copies", say("copies_title"), "c"],
];
if (GROUPS) TABS.push(["groups", "Groups", "g"]);
/** @type {Record<string, string>} */
const TAB_OF = { story: "stories", thread: "stories", outlet: "outlets" };
const TITLE = document.title;

const scrolls = new Map(); // scroll position and focus of each step of the history, by its number
let visits = 0;
let visit = 0;
let current = { view: "", id: "" };
let listFragment = "#stories"; // where "back to the list" leads from a story

/**
 * Go to a fragment; with `isSame` it replaces the current step of the history.
 * @param {string} hash
 * @param {boolean} [isSame]
 */
function go(hash, isSame) {
  if (isSame) {
    history.replaceState(history.state, "", hash);
    route();
  } else if (hash !== location.hash) {
    location.hash = hash;
  }
}

/** @param {Event} event */
function backToList(event) {
  event.preventDefault();
  location.hash = listFragment;
}

/**
 * Show that there is no such thing; return the title of the page.
 * @param {HTMLElement} root
 * @param {string} noun
 * @param {string} name
 * @param {string} href
 * @param {string} text
 */
function notFound(root, noun, name, href, text) {
  const way = h("a", { href }, text);
  fill(
    root,
    h("h1", { tabindex: "-1" }, `No such ${noun}`),
    h("p", `This report has no ${noun} `, bdi(shortened(name, 80)), ". ", way),
  );
  return `No such ${noun}`;
}

function route() {
  const wanted = readFragment(location.hash);
  if (!Object.hasOwn(VIEWS, wanted.view)) Object.assign(wanted, { view: "stories", id: "" });
  const isNew = wanted.view !== current.view || wanted.id !== current.id;
  if (isNew) VIEWS[current.view]?.leave?.();
  const view = VIEWS[wanted.view];
  if (!view.root) {
    view.root = h("section.view", { "aria-labelledby": `${wanted.view}-title` });
    view.build?.();
  }
  const { root } = view;
  if (isNew) main.replaceChildren(root);
  current = wanted;
  const title = view.show(wanted);
  document.title = title ? `${title} – ${TITLE}` : TITLE;
  if (wanted.view === "stories") listFragment = location.hash || "#stories";
  const tab = TAB_OF[wanted.view] ?? wanted.view;
  for (const link of tabs.querySelectorAll("a")) {
    if (link.dataset.view === tab) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  return isNew ? root : null;
}

/** Show the current step of the history; then scroll and focus as a newly opened page would. */
function arrive() {
  scrolls.set(visit, { top: lastScroll, stop: lastStop });
  const known = history.state?.visit;
  visit = known ?? ++visits;
  if (known === undefined) history.replaceState({ visit }, "");
  const root = route();
  const before = scrolls.get(visit);
  if (before) {
    scrollTo(0, before.top);
    if (before.stop?.isConnected) before.stop.focus({ preventScroll: true });
  } else if (root && main.dataset.ready) {
    scrollTo(0, 0);
    root.querySelector("h1")?.focus({ preventScroll: true });
  }
  if (!main.dataset.ready) performance.mark("ready");
  main.dataset.ready = "yes"; // the first view does not take the focus
  lastScroll = scrollY;
  main.dataset.shown = location.hash;
}

let lastScroll = 0;
/** @type {any} */
let lastStop = null;
addEventListener("scroll", () => (lastScroll = scrollY), { passive: true });
addEventListener("focusin", (event) => (lastStop = event.target));

const main = byId("main");
const tabs = byId("tabs");
const help = /** @type {HTMLDialogElement} */ (byId("keys"));

history.scrollRestoration = "manual";
visits = history.state?.visit ?? 0;
tabs.replaceChildren(
  ...TABS.map(([view, label]) => h("a", { href: `#${view}`, "data-view": view }, label)),
  h(
    "button.keys-button",
    {
      type: "button",
      "aria-label": "Keyboard help",
      title: "Keyboard help",
      onclick: () => help.showModal(),
    },
    "?",
  ),
);
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  (main.querySelector("h1") ?? main).focus();
});
listenToKeys(help);
listenToPrinter();
addEventListener("popstate", arrive);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  if (current.view === "overview") overviewView.drawChart();
  if (storyView.graph) storyView.openGraph();
});
arrive();
