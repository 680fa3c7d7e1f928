// @ts-check
// The story list: a search field, filters, and cards that are added as the reader scrolls.

const CARDS = 30; // added at a time
const SORTS_BY_KIND = ["front", "outlets"]; // with a heading over each kind
const OUTLET_PARAMS = ["outlet", "lacks"];
const storyList = /** @type {StoryList} */ ({
  stories: /** @type {Story[]} */ ([]), // those that pass the filters; the story view steps through them
  shown: 0,
  terms: /** @type {string[]} */ ([]),
  query: null, // the parameters that the cards show

  build() {
    this.cards = h("ol.cards", { "aria-label": "Stories" });
    this.summary = h("p.found", { role: "status", "aria-live": "polite" });
    this.sentinel = h("div.sentinel", { "aria-hidden": "true" });
    this.clear = h("a.clear", { href: "#stories" }, "Clear filters");
    this.form = this.filters();
    const save = saveButtons(() => this.stories);
    fill(
      this.root,
      h("h1.hidden", { id: "stories-title", tabindex: "-1" }, "Stories"),
      this.form,
      h("div.foundbar", this.summary, this.clear, save),
      this.cards,
      this.sentinel,
    );
    new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.more(),
      { rootMargin: "1200px" },
    ).observe(this.sentinel);
    addEventListener("beforeprint", () => {
      while (this.root.isConnected && this.shown < Math.min(200, this.stories.length)) this.more();
    });
  },

  /** The form of the page's frame, with how many stories each choice would show. */
  filters() {
    const frame = framePart("filters-frame");
    const form = frame.querySelector("form");
    for (const choice of frame.querySelectorAll("[data-counts]")) {
      const passes = FILTERS[choice.dataset.counts](choice.value ?? "1");
      choice.append(` (${figure(passes ? STORIES.filter(passes).length : 0)})`);
    }
    const names = OUTLETS.name.map((name, at) => h("option", { value: outletName(at) }, name));
    frame.querySelector("datalist").append(...names);
    frame.querySelector("details").open = matchMedia("(min-width: 60rem)").matches;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => target.name !== "q" && this.apply(true));
    form.q.addEventListener("input", () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.apply(false), 90);
    });
    return form;
  },

  /** Put the form's values into the fragment, as a new step of the history or in place of the last. */
  apply(isStep) {
    /** @type {Record<string, any>} */
    const params = Object.fromEntries(new FormData(this.form));
    if (params.sort === DEFAULT_SORT) params.sort = "";
    for (const name of OUTLET_PARAMS)
      params[name] = params[name].split(/\s*\+\s*/).map(typedOutlet);
    go(fragment("stories", "", params), !isStep);
  },

  /** Show the fragment's parameters in the form and the cards. */
  show(route) {
    const query = route.params.toString();
    if (query === this.query) return;
    this.query = query;
    this.fill(route.params);
    this.stories = found(route.params);
    this.terms = searchedTerms(route.params.get("q") ?? "");
    this.sort = sortOf(route.params);
    this.shown = 0;
    this.cards.replaceChildren();
    this.more();
    const total = STORIES.length;
    const left = DATA.meta.left_out.stories;
    this.summary.textContent =
      this.stories.length === total
        ? `${counted(total, "story")}${left ? ` here; ${figure(left)} more in stories.csv` : ""}`
        : this.stories.length
          ? `${figure(this.stories.length)} of ${counted(total, "story")}`
          : "No story passes these filters.";
    this.clear.hidden = !query;
  },

  fill(params) {
    for (const element of this.form.elements) {
      const field = /** @type {HTMLInputElement} */ (element);
      if (!field.name || field === document.activeElement) continue;
      if (field.type === "checkbox") field.checked = params.has(field.name);
      else
        field.value = OUTLET_PARAMS.includes(field.name)
          ? params.getAll(field.name).join(" + ")
          : (params.get(field.name) ?? (field.name === "sort" ? DEFAULT_SORT : ""));
    }
    const choices = this.form.querySelector("details");
    if (choices && [...params.keys()].some((name) => name !== "q" && name !== "sort"))
      choices.open = true;
  },

  more() {
    const next = this.stories.slice(this.shown, this.shown + CARDS);
    const rows = [];
    for (const [at, story] of next.entries()) {
      const before = this.stories[this.shown + at - 1];
      if (SORTS_BY_KIND.includes(this.sort) && before && before.kind !== story.kind)
        rows.push(h("li.divider", h("h2", KINDS[story.kind])));
      rows.push(h("li", storyCard(story, this.terms)));
    }
    this.shown += next.length;
    this.cards.append(...rows);
    this.sentinel.hidden = this.shown >= this.stories.length;
  },
});

/**
 * Return the outlet that was typed, by domain or name in any case, as fragments name it.
 * @param {string} text
 */
function typedOutlet(text) {
  const wanted = folded(text.trim());
  if (!wanted || OUTLET_AT.has(text)) return text.trim();
  const names = OUTLETS.name.map(folded);
  const at = [
    names.indexOf(wanted),
    names.findIndex((name) => name.startsWith(wanted)),
    names.findIndex((name) => name.includes(wanted)),
  ].find((one) => one >= 0);
  return at === undefined ? text.trim() : outletName(at);
}
