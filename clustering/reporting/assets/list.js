// @ts-check
// The story list: a search field, filters, and cards that are added as the reader scrolls.

const CARDS = 30; // added at a time
const SORTS_BY_KIND = ["front", "outlets"]; // with a heading over each kind
const OUTLET_PARAMS = ["outlet", "lacks"];
const LIST_PARAMS = [
  "q",
  "kind",
  "outlet",
  "lacks",
  "topic",
  "language",
  "from",
  "to",
  "min",
  "carried",
  "missing",
  "uncovered",
  "news",
  "copies",
  "look",
  "alarms",
  "sort",
];

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
    this.root = h(
      "section.view",
      { "aria-labelledby": "list-title" },
      h("h1.hidden", { id: "list-title", tabindex: "-1" }, "Stories"),
      this.buildForm(),
      h(
        "div.foundbar",
        this.summary,
        this.clear,
        saveButtons(() => this.stories),
      ),
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
    return this.root;
  },

  buildForm() {
    const change = () => this.apply(true);
    const type = () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.apply(false), 90);
    };
    const select = (name, label, options) =>
      h(
        "label.field",
        h("span", label),
        h(
          "select",
          { name, onchange: change },
          options.map(([value, text]) => h("option", { value }, text)),
        ),
      );
    const check = (name, label, title) =>
      h(
        "label.check",
        { title },
        h("input", { type: "checkbox", name, onchange: change }),
        " ",
        label,
      );
    const outletField = (name, label, placeholder) =>
      h(
        "label.field",
        h("span", label),
        h("input", {
          name,
          list: "outlet-names",
          placeholder,
          autocomplete: "off",
          onchange: change,
        }),
      );
    const kinds = Object.entries(KINDS).map(([kind, text]) => [
      kind,
      `${text} (${howMany((story) => story.kind === kind)})`,
    ]);
    const topics = ARTICLES.topic_names.map((topic) => [topic, shortened(topic, 40)]);
    const least = [2, 3, 5, 10, 20]
      .filter((number) => number <= LARGEST)
      .map((number) => [
        number,
        `${number} or more (${howMany((story) => story.outlets.length >= number)})`,
      ]);
    this.form = h(
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
          oninput: type,
        }),
      ),
      select(
        "sort",
        "Order",
        Object.entries(SORTS).map(([name, [text]]) => [name, text]),
      ),
      h(
        "details.choices",
        { open: matchMedia("(min-width: 60rem)").matches },
        h("summary", "Filters"),
        h(
          "div.fields",
          select("kind", "Show", [["", "All stories"], ...kinds]),
          outletField("outlet", "Outlet", "any"),
          outletField("lacks", "Not in", "no outlet"),
          h(
            "datalist",
            { id: "outlet-names" },
            OUTLETS.name.map((name, at) => h("option", { value: outletName(at) }, name)),
          ),
          topics.length > 1 && select("topic", "Topic", [["", "any"], ...topics]),
          LANGUAGES &&
            select("language", "Language", [
              ["", "any"],
              ...LANGUAGES.name.map((name) => [name, name]),
            ]),
          least.length > 0 && select("min", "How many outlets", [["", "any number"], ...least]),
          h(
            "label.field",
            h("span", "From"),
            h("input", { type: "date", name: "from", onchange: change }),
          ),
          h(
            "label.field",
            h("span", "To"),
            h("input", { type: "date", name: "to", onchange: change }),
          ),
          NEWS_SECTIONS.length > 0 && select("news", "Since the last run", newsChoices()),
          GROUPS && select("carried", "Carried by", groupChoices("any group", isCarriedBy)),
          GROUPS && select("missing", "Not covered by", groupChoices("no group", isMissedBy)),
          OWN_GROUP >= 0 &&
            check(
              "uncovered",
              `${say("not_by_us")} (${howMany(isUncovered)})`,
              "Stories without an article of your own outlets",
            ),
          check(
            "copies",
            `has copies (${howMany((story) => story.copies > 0)})`,
            "Stories with reprints of one text",
          ),
          STORIES.some((story) => story.mark === LOOK) &&
            check(
              "look",
              `${LOOK} (${howMany((story) => story.mark === LOOK)})`,
              "Stories that may hold more than one event",
            ),
          STORIES.some((story) => story.alarms.length) &&
            check(
              "alarms",
              `${say("second_look").toLowerCase()} (${howMany((story) => story.alarms.length > 0)})`,
              "Stories with a sign of a merge by accident",
            ),
        ),
      ),
    );
    return this.form;
  },

  /** Put the form's values into the fragment, as a new step of the history or in place of the last. */
  apply(isStep) {
    const values = new FormData(this.form);
    const params = {};
    for (const name of LIST_PARAMS) params[name] = values.get(name) ?? "";
    if (params.sort === DEFAULT_SORT) params.sort = "";
    for (const name of ["uncovered", "copies", "look", "alarms"])
      params[name] = params[name] ? "1" : "";
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
    const filters = readFilters(route.params);
    this.stories = found(filters);
    this.terms = filters.terms;
    this.sort = filters.sort;
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
    if (choices && LIST_PARAMS.some((name) => !["q", "sort"].includes(name) && params.has(name)))
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

/** What is new since the last run as options, with the number of stories that each would show. */
function newsChoices() {
  const sections = NEWS_SECTIONS.map((section) => [
    section,
    `${sentenceCase(section)} (${howMany((story) => newsOf(story) === section)})`,
  ]);
  return [["", "any"], ...sections];
}

/** @param {(story: Story) => boolean} passes */
function howMany(passes) {
  return figure(STORIES.filter(passes).length);
}

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
