// @ts-check
// The overview: counts, articles and stories over time, outlets ranked, and what was read.

const overviewView = /** @type {Overview} */ ({
  ...chartOverTime,

  show() {
    this.drawChart();
    return "Overview";
  },

  build() {
    const { counts, span, undated } = DATA.meta;
    const read = /** @type {HTMLTemplateElement} */ (byId("read"));
    this.box = h("div.chart");
    fill(
      this.root,
      h("h1", { id: "overview-title", tabindex: "-1" }, "Overview"),
      h(
        "p.lede",
        `${counted(counts.articles, "article")} from ${counted(OUTLETS.name.length, "outlet")}`,
        span && `, ${shownDay(span[0])} to ${shownDay(span[1])}`,
        undated > 0 && `; ${figure(undated)} without a date`,
        ".",
      ),
      tiles(tilesOf(counts)),
      section(
        "Over time",
        `Bars: articles by the ${DATA.bars.step} they appeared in. Line: stories of several articles by the ${DATA.bars.step} they began in.${DATA.bars.outside ? ` ${counted(DATA.bars.outside, "article")} far from the others ${plural(DATA.bars.outside, "is", "are")} not drawn.` : ""}`,
        this.box,
        barsTable(),
      ),
      h(
        "div.columns.three",
        section(
          "Carried most",
          "Stories each outlet carried.",
          barRows(ranked("stories"), "None.", "stories"),
        ),
        section(
          "First most often",
          "Shared stories that each outlet is known to have published before all others.",
          barRows(ranked("first"), "None.", "stories first"),
        ),
        section(
          "Most copies",
          "Articles that copy another article.",
          barRows(ranked("copies"), "None.", "copies"),
        ),
      ),
      OUTLETS.name.length > 1 &&
        section(
          "Who covers the same stories",
          "Number of stories that two outlets both carried; choose a figure to see them.",
          h("div.columns.pairs", sharedTable(), closestPairs()),
        ),
      section("What was read", null, read.content.cloneNode(true)),
    );
  },
});

/**
 * The outlets with most of something.
 * @param {"stories" | "first" | "copies"} column
 */
function ranked(column) {
  return OUTLETS.name
    .map((name, at) => ({ name, at, value: OUTLETS[column][at], href: outletLink(at) }))
    .filter((row) => row.value > 0)
    .sort((a, b) => b.value - a.value || a.at - b.at)
    .slice(0, 12);
}

/**
 * @param {Meta["counts"]} counts
 * @returns {Tile[]}
 */
function tilesOf(counts) {
  const ofKind = (kind) => STORIES.filter((story) => story.kind === kind).length;
  const link = (kind) => ({ href: fragment("stories", "", { kind }) });
  return [
    [
      figure(counts.coverage),
      `${plural(counts.coverage, "story")} ${say("several_outlets")}`,
      link(COVERAGE),
    ],
    [figure(ofKind(ONE_OUTLET)), "in one outlet only", link(ONE_OUTLET)],
    [figure(ofKind(ALONE) + DATA.meta.left_out.stories), "articles alone", link(ALONE)],
    [
      figure(counts.duplicate_groups),
      plural(counts.duplicate_groups, say("duplicate_group")),
      { href: "#copies" },
    ],
    [figure(counts.records), `${plural(counts.records, "record")} read`],
    [
      figure(counts.skipped),
      "skipped",
      counts.skipped > 0 && { href: "#overview", onclick: showSkips },
    ],
  ];
}

/**
 * Figures, each with what it counts, which may be a link.
 * @param {Tile[]} rows
 */
function tiles(rows) {
  const tile = (/** @type {Tile} */ [value, label, link]) =>
    h("div", h("dt", link ? h("a", link, label) : label), h("dd", value));
  return h("dl.tiles", rows.map(tile));
}

/** @param {Event} event */
function showSkips(event) {
  event.preventDefault();
  const skips = /** @type {HTMLDetailsElement} */ (byId("skips"));
  skips.open = true;
  skips.scrollIntoView({ block: "center" });
  skips.querySelector("summary")?.focus({ preventScroll: true });
}
