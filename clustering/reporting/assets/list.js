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
    this.form = this.buildForm();
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

  buildForm() {
    const onchange = () => this.apply(true);
    const oninput = () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.apply(false), 90);
    };
    const field = (label, tag, attributes, content) =>
      h("label.field", h("span", label), h(tag, { onchange, ...attributes }, content));
    const select = (name, label, options) =>
      field(
        label,
        "select",
        { name },
        options.map(([value, text]) => h("option", { value }, text)),
      );
    const choice = (name, label, any, values) =>
      select(name, label, [["", any], ...values.map((value) => [value, shortened(value, 40)])]);
    const size = (name, value) => `(${howMany(FILTERS[name](String(value)))})`;
    /** A choice that says how many stories each of its values would show. */
    const sized = (name, label, any, values) => {
      const rows = values.map(([value, text]) => [value, `${text} ${size(name, value)}`]);
      return select(name, label, [["", any], ...rows]);
    };
    const outlet = (name, label, placeholder) =>
      field(label, "input", { name, list: "outlet-names", placeholder, autocomplete: "off" });
    const date = (name, label) => field(label, "input", { type: "date", name });
    const check = (name, label, title) => {
      const box = h("input", { type: "checkbox", name, value: "1", onchange });
      return h("label.check", { title }, box, ` ${label} ${size(name, "1")}`);
    };
    const sorts = Object.entries(SORTS).map(([name, [text]]) => [name, text]);
    const least = [2, 3, 5, 10, 20].filter((number) => number <= LARGEST);
    const groups = GROUP_LABELS.map((label) => [label, label]);
    return h(
      "form.filters",
      { role: "search", "aria-label": "Stories", onsubmit: (event) => event.preventDefault() },
      h(
        "label.field.wide",
        h("span.hidden", "Search headlines, outlets and keywords"),
        h("input", {
          type: "search",
          name: "q",
          placeholder: "Search headlines, outlets, keywords",
          autocomplete: "off",
          spellcheck: "false",
          oninput,
        }),
      ),
      select("sort", "Order", sorts),
      h(
        "details.choices",
        { open: matchMedia("(min-width: 60rem)").matches },
        h("summary", "Filters"),
        h(
          "div.fields",
          sized("kind", "Show", "All stories", Object.entries(KINDS)),
          outlet("outlet", "Outlet", "any"),
          outlet("lacks", "Not in", "no outlet"),
          h(
            "datalist",
            { id: "outlet-names" },
            OUTLETS.name.map((name, at) => h("option", { value: outletName(at) }, name)),
          ),
          ARTICLES.topic_names.length > 1 && choice("topic", "Topic", "any", ARTICLES.topic_names),
          LANGUAGES && choice("language", "Language", "any", LANGUAGES.name),
          least.length > 0 &&
            sized(
              "min",
              "How many outlets",
              "any number",
              least.map((number) => [number, `${number} or more`]),
            ),
          date("from", "From"),
          date("to", "To"),
          NEWS_SECTIONS.length > 0 &&
            sized(
              "news",
              "Since the last run",
              "any",
              NEWS_SECTIONS.map((section) => [section, sentenceCase(section)]),
            ),
          GROUPS && sized("carried", "Carried by", "any group", groups),
          GROUPS && sized("missing", "Not covered by", "no group", groups),
          OWN_GROUP >= 0 &&
            check("uncovered", say("not_by_us"), "Stories without an article of your own outlets"),
          check("copies", "has copies", "Stories with reprints of one text"),
          STORIES.some(isForALook) &&
            check("look", LOOK, "Stories that may hold more than one event"),
          STORIES.some(hasAlarms) &&
            check(
              "alarms",
              say("second_look").toLowerCase(),
              "Stories with a sign of a merge by accident",
            ),
        ),
      ),
    );
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

/** @type {(passes: ((story: Story) => boolean) | false) => string} */
const howMany = (passes) => figure(passes ? STORIES.filter(passes).length : 0);

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
