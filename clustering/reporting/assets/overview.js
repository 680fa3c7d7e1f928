// @ts-check
// The overview: counts, articles and stories over time, outlets ranked, and what was read.

const overviewView = /** @type {Overview} */ ({
  ...chartOverTime,

  build() {
    this.root = h("section.view", { "aria-labelledby": "overview-title" });
    return this.root;
  },

  show() {
    if (!this.root.childElementCount) this.draw();
    this.drawChart();
    return "Overview";
  },

  draw() {
    const { counts, span, undated } = DATA.meta;
    const ranked = (column, href) =>
      OUTLETS.name
        .map((name, at) => ({ name, at, value: OUTLETS[column][at], href: href(at) }))
        .filter((row) => row.value > 0)
        .sort((a, b) => b.value - a.value || a.at - b.at)
        .slice(0, 12);
    const several = OUTLETS.name.length > 1;
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
      tiles(counts),
      h(
        "section",
        h("h2", "Over time"),
        h(
          "p.about",
          `Bars: articles by the ${DATA.bars.step} they appeared in. Line: stories of several articles by the ${DATA.bars.step} they began in.${DATA.bars.outside ? ` ${counted(DATA.bars.outside, "article")} far from the others ${plural(DATA.bars.outside, "is", "are")} not drawn.` : ""}`,
        ),
        this.box,
        barsTable(),
      ),
      h(
        "div.columns.three",
        ranking(
          "Carried most",
          "Stories each outlet carried.",
          ranked("stories", outletLink),
          "stories",
        ),
        ranking(
          "First most often",
          "Shared stories that each outlet is known to have published before all others.",
          ranked("first", outletLink),
          "stories first",
        ),
        ranking(
          "Most copies",
          "Articles that copy another article.",
          ranked("copies", outletLink),
          "copies",
        ),
      ),
      several &&
        h(
          "section",
          h("h2", "Who covers the same stories"),
          h(
            "p.about",
            "Number of stories that two outlets both carried; choose a figure to see them.",
          ),
          h("div.columns.pairs", sharedTable(), closestPairs()),
        ),
      h(
        "section",
        h("h2", "What was read"),
        sourcesRead(),
        skipped(),
        unreadDates(),
        settingsUsed(),
      ),
    );
  },
});

/** @param {Meta["counts"]} counts */
function tiles(counts) {
  /** @type {[number, string, (string | null)?, (((event: Event) => void) | null)?][]} */
  const rows = [
    [
      counts.coverage,
      `${plural(counts.coverage, "story")} ${say("several_outlets")}`,
      fragment("stories", "", { kind: COVERAGE }),
    ],
    [
      STORIES.filter((story) => story.kind === ONE_OUTLET).length,
      "in one outlet only",
      fragment("stories", "", { kind: ONE_OUTLET }),
    ],
    [
      STORIES.filter((story) => story.kind === ALONE).length + DATA.meta.left_out.stories,
      "articles alone",
      fragment("stories", "", { kind: ALONE }),
    ],
    [counts.duplicate_groups, plural(counts.duplicate_groups, say("duplicate_group")), "#copies"],
    [counts.records, `${plural(counts.records, "record")} read`, null],
    [
      counts.skipped,
      "skipped",
      counts.skipped ? "#overview" : null,
      counts.skipped ? showSkips : null,
    ],
  ];
  return h(
    "dl.tiles",
    rows.map(([value, label, href, onclick]) =>
      h(
        "div",
        h("dt", href ? h("a", onclick ? { href, onclick } : { href }, label) : label),
        h("dd", figure(value)),
      ),
    ),
  );
}

/** @param {Event} event */
function showSkips(event) {
  event.preventDefault();
  const skips = /** @type {HTMLDetailsElement} */ (byId("skips"));
  skips.open = true;
  skips.scrollIntoView({ block: "center" });
  skips.querySelector("summary")?.focus({ preventScroll: true });
}

/**
 * @param {string} title
 * @param {string} about
 * @param {Bar[]} rows
 * @param {string} [unit]
 */
function ranking(title, about, rows, unit) {
  return h(
    "section",
    h("h2", title),
    h("p.about", about),
    rows.length ? barRows(rows, unit) : h("p.none", "None."),
  );
}

function sourcesRead() {
  const { sources, files, counts } = DATA.meta;
  return h(
    "details",
    { "data-paper": "" },
    h("summary", `${counted(counts.records, "record")} from ${counted(files, "file")}`),
    h(
      "ul.plain",
      sources.map(([name, own, records]) =>
        h(
          "li",
          place(name),
          h(
            "span.by",
            ` ${own > 1 ? `${counted(own, "file")}, ` : ""}${counted(records, "record")}`,
          ),
        ),
      ),
    ),
  );
}

function skipped() {
  const { skipped: places, left_out: left } = DATA.meta;
  if (!places.length) return h("p.about", "Nothing was skipped.");
  return h(
    "details",
    { id: "skips", "data-paper": "" },
    h("summary", `${counted(places.length + left.skipped, "place")} skipped, with the reasons`),
    h(
      "ul.plain",
      places.map(([where, reason]) => h("li", place(where), ": ", bdi(reason))),
    ),
    left.skipped > 0 && h("p.about", `${figure(left.skipped)} more in run.json.`),
  );
}

function unreadDates() {
  const { unread_dates: sentence } = DATA.meta;
  return sentence && h("p.about", bdi(sentence));
}

function settingsUsed() {
  return h(
    "details",
    { "data-paper": "" },
    h("summary", "Settings used"),
    h(
      "dl.settings",
      Object.entries(DATA.meta.settings).map(([name, value]) =>
        h(
          "div",
          h("dt", place(name)),
          h("dd", place(typeof value === "number" ? general(value) : String(value))),
        ),
      ),
    ),
  );
}
