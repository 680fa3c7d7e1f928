// @ts-check
// The keyboard: j and k step, / searches, Esc goes back, ? shows help.

/** @param {HTMLDialogElement} help */
function listenToKeys(help) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const field = /** @type {HTMLInputElement} */ (event.target);
    const isTyping = field.matches?.("input, textarea, select");
    if (event.key === "Escape") goBack(event, isTyping ? field : null);
    else if (isTyping) return;
    else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    else if (event.key === "?") help.showModal();
    else if (event.key === "/") toSearch();
    else {
      const tab = TABS.find(([, , key]) => key === event.key);
      if (!tab) return;
      location.hash = `#${tab[0]}`;
    }
    if (event.key !== "Escape") event.preventDefault();
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement | null} field the field that has the focus
 */
function goBack(event, field) {
  if (field?.type === "search" && field.value) {
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    event.preventDefault();
  } else if (field) {
    field.blur();
  } else if (current.view === "story") {
    backToList(event);
  } else if (current.view === "outlet") {
    location.hash = "#outlets";
  } else if (current.view !== "stories") {
    location.hash = "#stories";
  }
}

/** Focus the search at once, so that it gets the next key. */
function toSearch() {
  if (!["outlets", "stories", "copies"].includes(current.view)) location.hash = "#stories";
  focusOn(document.querySelector("main input[type=search]"));
}

/**
 * Move to the next or previous item of the view; in a story, to the next or previous story.
 * @param {number} by
 */
function step(by) {
  if (current.view === "story") {
    const story = by > 0 ? storyView.next : storyView.previous;
    if (!story) return;
    go(fragment("story", story.id), true);
    scrollTo(0, 0);
    main.querySelector("h1")?.focus({ preventScroll: true });
    return;
  }
  if (current.view === "stories" && by > 0 && stops().at(-1) === document.activeElement)
    storyList.more();
  const all = stops();
  if (!all.length) return;
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = at >= 0 ? at + by : all.findIndex((stop) => stop.getBoundingClientRect().top >= 0);
  const stop = all[Math.min(Math.max(next, 0), all.length - 1)];
  stop.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "center" });
}

function stops() {
  /** @type {NodeListOf<HTMLElement>} */
  const found = document.querySelectorAll("main [data-step]");
  return [...found];
}
