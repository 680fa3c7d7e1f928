// @ts-check
// The timeline of a story: who published when, and the headlines compared word by word.

const MOST_ROWS = 80;

/** Methods of the story view. */
const timelineOfStory = /** @type {Timeline & ThisType<StoryView>} */ ({
  timeline(story) {
    const { first, last } = story;
    const rows = articlesOf(story).map((article) => this.row(story, article));
    const excerpts = h("button.more", { type: "button", "aria-pressed": "false" }, "Show excerpts");
    excerpts.addEventListener("click", () => {
      const isOn = excerpts.getAttribute("aria-pressed") === "false";
      excerpts.setAttribute("aria-pressed", String(isOn));
      excerpts.textContent = isOn ? "Hide excerpts" : "Show excerpts";
      this.table.classList.toggle("with-excerpts", isOn);
    });
    const shown = rows.slice(0, MOST_ROWS);
    this.table = h("ol.timeline", null, shown);
    const more =
      rows.length > MOST_ROWS &&
      h(
        "button.more",
        {
          type: "button",
          onclick: () => {
            this.table.append(...rows.slice(MOST_ROWS));
            more.remove();
          },
        },
        `Show ${counted(rows.length - MOST_ROWS, "more article")}`,
      );
    this.compared = h("p.about");
    return h(
      "section",
      { "aria-labelledby": "timeline-title" },
      h("h2", { id: "timeline-title" }, "Who published when"),
      this.compared,
      excerpts,
      first !== null &&
        last !== null &&
        last > first &&
        h(
          "p.axis",
          { "aria-hidden": "true" },
          h("span", null, shortDay(first)),
          h("span", null, shortDay(last)),
        ),
      this.table,
      more,
    );
  },

  row(story, article) {
    const time = ARTICLES.time[article];
    const outlet = ARTICLES.outlet[article];
    const first = story.first ?? 0;
    const span = spanOf(story);
    const lag =
      time === null
        ? ""
        : article === story.start
          ? "first"
          : time === first
            ? "same time"
            : `+${shownLag(time - first)}`;
    const pick = h("button.pick", {
      type: "button",
      "aria-pressed": "false",
      title: "Pick two to see why they are together",
      "aria-label": `Pick ${OUTLETS.name[outlet]}: ${shortened(ARTICLES.title[article], 60)}`,
      onclick: () => this.pick(article),
    });
    const headline = h("span.headline");
    const address = ARTICLES.address[article];
    const row = h(
      "li.row",
      { style: { "--colour": `var(${this.colours(story).get(outlet)})` } },
      pick,
      h("span.lag", null, lag),
      span > 0 &&
        h(
          "span.track",
          { "aria-hidden": "true" },
          time !== null && h("i", { style: { left: `${(100 * (time - first)) / span}%` } }),
        ),
      h(
        "div.told-by",
        null,
        outward(headline, ARTICLES.url[article]),
        h(
          "span.by",
          null,
          h("b", null, bdi(OUTLETS.name[outlet])),
          ", ",
          timeOf(time),
          this.badge(article),
          address && h("span.odd", null, " Address: ", bdi(shortened(address, 200))),
        ),
        ARTICLES.excerpt[article] && h("p.excerpt", null, bdi(ARTICLES.excerpt[article])),
      ),
    );
    this.rows.set(article, { row, pick, headline });
    return row;
  },

  colours(story) {
    if (this.coloured !== story) [this.coloured, this.colourOf] = [story, outletColours(story)];
    return this.colourOf;
  },

  badge(article) {
    const group = DATA.groups[ARTICLES.group[article]];
    if (!group || group.articles < 2) return null;
    if (ARTICLES.kept[article])
      return h("span.badge.keep", { title: `Kept: ${group.reason}` }, "original kept");
    const copy = group.records.find((record) => record.article === ARTICLES.id[article]);
    const agrees = copy?.agrees && `${sentenceCase(copy.agrees)}. ${copy.figures ?? ""}`;
    return h("span.badge", { title: agrees }, copy?.kind_words ?? group.kind_words);
  },

  copies(story) {
    if (!story.groups.length) return null;
    return h(
      "section",
      { "aria-labelledby": "story-copies" },
      h("h2", { id: "story-copies" }, "Copies in this story"),
      story.groups.map((at) => copyGroup(DATA.groups[at], true)),
    );
  },
});
