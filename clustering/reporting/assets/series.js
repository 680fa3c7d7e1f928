// @ts-check
// Series: one outlet's articles under one template of a title, which are not coverage of an event.

const seriesView = /** @type {SeriesView} */ ({
  build() {
    this.root = h("section.view", { "aria-labelledby": "series-title" });
    return this.root;
  },

  show() {
    if (!this.root.childElementCount) this.draw();
    return "Series";
  },

  draw() {
    this.root.replaceChildren(
      h("h1", { id: "series-title", tabindex: "-1" }, "Series"),
      h(
        "p.about",
        null,
        "One outlet’s articles under one template of a title: reports, columns, exam questions. They recur, and do not count as coverage of an event.",
      ),
      ...[foldable(DATA.series, seriesRow, 60, "series")].flat(),
    );
  },
});

/** @param {Series} series */
function seriesRow(series) {
  const name = OUTLETS.name[series.outlet];
  const hidden = series.size - series.articles.length;
  const line = (article) =>
    h(
      "li",
      null,
      h("a", { href: storyLink(storyOf(article)) }, bdi(ARTICLES.title[article])),
      h("span.by", null, " ", timeOf(ARTICLES.time[article])),
    );
  const articles = h(
    "details",
    {
      ontoggle: () =>
        articles.childElementCount < 2 &&
        articles.append(...[foldable(series.articles, line, 100, "article")].flat()),
    },
    h("summary", { "data-step": "" }, counted(series.size, "article")),
  );
  return h(
    "li.series",
    null,
    h("h3", null, bdi(series.frame)),
    h(
      "p.facts",
      null,
      h("span", null, h("a", { href: outletLink(series.outlet) }, bdi(name))),
      h("span", null, timeOf(series.first)),
      spanInWords(series.first, series.last) &&
        h("span", null, spanInWords(series.first, series.last)),
    ),
    articles,
    hidden > 0 && h("p.about", null, `${counted(hidden, "more")} in stories.csv.`),
  );
}

/** @param {number} article */
function storyOf(article) {
  let [low, high] = [0, STORIES.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (STORIES[middle].start <= article) low = middle;
    else high = middle - 1;
  }
  return STORIES[low];
}
