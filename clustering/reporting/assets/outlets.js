// @ts-check
// Outlets: a table of all; and one outlet with its stories, lag, company and blind spots.

/** @type {[name: Column, label: string, about: string | null][]} */
const COLUMNS = [
  ["name", "Outlet", null],
  ["stories", "Stories", "Stories it carried"],
  ["coverage", "Shared", "Stories other outlets carried too"],
  ["first", "First", "Shared stories it is known to have published first"],
  ["lag", "Median lag", "Median time behind the first, where both times are known"],
  ["articles", "Articles", null],
  ["copies", "Copies", "Articles that copy another article"],
];
const MOST_OUTLETS = 60; // rows before a click
const MOST_BLIND = 15; // blind spots before a click
const LEAST_BLIND = 3; // independent outlets that make a story a blind spot of the others

const outletsView = /** @type {OutletsView} */ ({
  build() {
    this.body = h("tbody");
    this.head = h("tr");
    this.rest = h("div");
    this.search = searchField("Search outlets", (q) =>
      outletsLink(this.by === "stories" ? "" : this.by, q),
    );
    fill(
      this.root,
      h("h1", { id: "outlets-title", tabindex: "-1" }, "Outlets"),
      h(
        "p.about",
        "Who carried most, who was first, who followed. Choose an outlet to see its company and its blind spots.",
      ),
      h("div.filters", this.search),
      h(
        "div.scroll",
        { tabindex: "0", role: "region", "aria-label": "Outlets, a wide table" },
        h("table.outlets", h("caption.hidden", "Outlets"), h("thead", this.head), this.body),
      ),
      this.rest,
    );
  },

  show(route) {
    const [by] = COLUMNS.find(([name]) => name === route.params.get("by")) ?? ["stories"];
    const query = route.params.get("q") ?? "";
    if (this.search !== document.activeElement) this.search.value = query;
    if (this.state !== `${by} ${query}`) this.fill(by, query);
    this.state = `${by} ${query}`;
    return "Outlets";
  },

  fill(by, query) {
    this.by = by;
    fill(
      this.head,
      COLUMNS.map(([name, label, title]) => {
        const order = name === "name" || name === "lag" ? "ascending" : "descending";
        return h(
          name === "name" ? "th" : "th.number",
          { scope: "col", "aria-sort": name === by && order },
          h("a", { href: outletsLink(name, query), title }, label),
        );
      }),
    );
    const wanted = folded(query.trim());
    const all = OUTLETS.name
      .map((_, at) => at)
      .filter((at) => folded(`${OUTLETS.name[at]} ${OUTLETS.domain[at]}`).includes(wanted));
    const compare = (/** @type {number} */ a, /** @type {number} */ b) => {
      if (by === "name") return OUTLETS.name[a].localeCompare(OUTLETS.name[b], "en");
      if (by !== "lag") return OUTLETS[by][b] - OUTLETS[by][a];
      const lag = (OUTLETS.lag[a] ?? Infinity) - (OUTLETS.lag[b] ?? Infinity);
      return lag || OUTLETS.coverage[b] - OUTLETS.coverage[a];
    };
    all.sort((a, b) => compare(a, b) || a - b);
    this.body.replaceChildren(...all.slice(0, MOST_OUTLETS).map(outletRow));
    const more = all.length - MOST_OUTLETS;
    const showRest = () => this.body.append(...all.slice(MOST_OUTLETS).map(outletRow));
    fill(this.rest, more > 0 && moreButton(more, "outlet", showRest));
  },
});

/** @type {(by: string, q: string) => string} */
const outletsLink = (by, q) => fragment("outlets", "", { by, q });

/** @param {number} at */
function outletRow(at) {
  return h(
    "tr",
    h(
      "th",
      { scope: "row" },
      h(
        "a",
        { href: outletLink(at), "data-step": "", title: OUTLETS.domain[at] },
        bdi(OUTLETS.name[at]),
      ),
    ),
    COLUMNS.map(
      ([name]) =>
        name !== "name" &&
        h("td.number", name === "lag" ? lagInWords(OUTLETS.lag[at]) : figure(OUTLETS[name][at])),
    ),
  );
}

/** @type {(hours: number | null) => string} */
const lagInWords = (hours) => (hours === null ? "–" : shownLag(hours * HOUR));

const outletView = /** @type {OutletView} */ ({
  show(route) {
    const at = OUTLET_AT.get(route.id);
    const before = this.at;
    this.at = at;
    if (at === undefined) return notFound(this.root, "outlet", route.id, "#outlets", "All outlets");
    if (before !== at) this.draw(at);
    return OUTLETS.name[at];
  },

  draw(at) {
    const name = OUTLETS.name[at];
    const own = STORIES.filter((story) => story.outlets.includes(at));
    const company = OUTLETS.companions[at].map(([other, value]) => ({
      name: OUTLETS.name[other],
      value,
      href: coverageLink({ outlet: [outletName(at), outletName(other)] }),
    }));
    fill(
      this.root,
      h("p.crumbs", h("a", { href: "#outlets" }, "← Outlets")),
      h("h1", { id: "outlet-title", tabindex: "-1" }, bdi(name)),
      h("p.about", bdi(OUTLETS.domain[at])),
      tiles([
        [figure(OUTLETS.stories[at]), plural(OUTLETS.stories[at], "story")],
        [figure(OUTLETS.articles[at]), plural(OUTLETS.articles[at], "article")],
        [figure(OUTLETS.first[at]), "first"],
        [figure(OUTLETS.followed[at]), "followed"],
        [lagInWords(OUTLETS.lag[at]), "median lag"],
        [figure(OUTLETS.copies[at]), plural(OUTLETS.copies[at], "copy")],
      ]),
      h(
        "div.columns.even",
        section(
          "In company with",
          "Number of stories that both carried; choose an outlet to see them.",
          barRows(company, "Shares no story with another outlet.", "shared stories"),
        ),
        section(
          "Blind spots",
          `Stories that at least ${LEAST_BLIND} independent outlets carried and ${name} did not, while it was publishing.`,
          storyLines(blindSpots(at, own), MOST_BLIND, "None found."),
        ),
      ),
      section(
        "Its stories",
        h(
          "a",
          { href: fragment("stories", "", { outlet: outletName(at) }) },
          "Open them as a list",
        ),
        foldable(own, storyLine, 30, "story"),
      ),
    );
  },
});

/**
 * Return the stories of several outlets that this one did not carry while it was publishing.
 * @param {number} at
 * @param {Story[]} own
 */
function blindSpots(at, own) {
  const times = own
    .flatMap(({ articles }) => articles)
    .filter((article) => ARTICLES.outlet[article] === at)
    .map((article) => ARTICLES.time[article])
    .filter((time) => time !== null);
  if (!times.length) return [];
  const first = times.reduce((a, b) => Math.min(a, b)) - 7 * DAY;
  const last = times.reduce((a, b) => Math.max(a, b)) + 7 * DAY;
  return STORIES.filter(
    (story) =>
      story.independent >= LEAST_BLIND &&
      story.articles.every((article) => ARTICLES.outlet[article] !== at) &&
      story.first !== null &&
      story.last !== null &&
      story.last >= first &&
      story.first <= last,
  );
}

/**
 * Stories a line each, the first of them before a click.
 * @param {Story[]} stories
 * @param {number} most
 * @param {string} none what is said where there are none
 */
function storyLines(stories, most, none) {
  return stories.length ? foldable(stories, storyLine, most, "story") : h("p.none", none);
}

/** @param {Story} story */
function storyLine(story) {
  return h(
    "li.line",
    h(
      "b.number",
      {
        title: `${counted(story.outlets.length, "outlet")}, ${figure(story.independent)} independent`,
      },
      figure(story.independent),
    ),
    h(
      "span",
      h("a", { href: storyLink(story), "data-step": "" }, bdi(story.headline)),
      h("span.by", timeOf(story.first)),
    ),
  );
}

/**
 * Figures, each with what it counts.
 * @param {[value: string, label: string][]} rows
 */
function tiles(rows) {
  return h(
    "dl.tiles",
    rows.map(([value, label]) => h("div", h("dt", label), h("dd", value))),
  );
}
