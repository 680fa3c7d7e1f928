// @ts-check
// The timeline of a story: who published when, and the headlines compared word by word.

const MOST_ROWS = 80; // articles before a click
const MOST_ROWS_ON_PHONE = 12;

/** Methods of the story view. */
const timelineOfStory = /** @type {Timeline & ThisType<StoryView>} */ ({
  timeline(story) {
    const { core, fringe } = story;
    const rowOf = (/** @type {number} */ article) => this.row(story, article);
    const rows = core.map(rowOf);
    if (fringe.length) {
      rows.push(h("li.perhaps", h("h3", say("perhaps_related"))));
      rows.push(...fringe.map(rowOf));
    }
    const excerpts = h("button.more", { type: "button", "aria-pressed": "false" }, "Show excerpts");
    excerpts.addEventListener("click", () => {
      const isOn = excerpts.getAttribute("aria-pressed") === "false";
      excerpts.setAttribute("aria-pressed", String(isOn));
      excerpts.textContent = isOn ? "Hide excerpts" : "Show excerpts";
      this.table.classList.toggle("with-excerpts", isOn);
    });
    const most = matchMedia("(max-width: 40rem)").matches ? MOST_ROWS_ON_PHONE : MOST_ROWS;
    const shown = rows.slice(0, most);
    this.table = h("ol.timeline", shown);
    const more =
      rows.length > most &&
      moreButton(rows.length - most, "article", () => this.table.append(...rows.slice(most)));
    this.compared = h("p.about");
    return h(
      "section",
      { "aria-labelledby": "timeline-title" },
      h("h2", { id: "timeline-title" }, "Who published when"),
      this.compared,
      excerpts,
      timeAxis([story.first, story.last]),
      this.table,
      more,
    );
  },

  row(story, article) {
    const time = ARTICLES.time[article];
    const outlet = ARTICLES.outlet[article];
    const first = story.first ?? 0;
    const span = spanOf(story);
    const isFringe = FRINGE.has(article);
    const pick = h("button.pick", {
      type: "button",
      "aria-pressed": "false",
      title: "Pick two articles to see why they are together",
      "aria-label": `Pick ${OUTLETS.name[outlet]}: ${shortened(ARTICLES.title[article], 60)}`,
      onclick: () => this.pick(article),
    });
    const headline = h("span.headline");
    const address = ARTICLES.address[article];
    const row = h(
      isFringe ? "li.row.fringe" : "li.row",
      { style: { "--colour": `var(${this.colours(story).get(outlet)})` } },
      pick,
      h("span.lag", isFringe ? "" : behindFirst(story, article)),
      span > 0 &&
        h(
          "span.track",
          { "aria-hidden": "true" },
          time !== null &&
            !isFringe &&
            h("i", { style: { left: `${(100 * (time - first)) / span}%` } }),
        ),
      h(
        "div.told-by",
        outward(headline, ARTICLES.url[article]),
        h(
          "span.by",
          h("b", bdi(OUTLETS.name[outlet])),
          ", ",
          timeOf(time),
          this.badge(article),
          address && h("span.odd", " Address: ", bdi(shortened(address, 200))),
        ),
        ARTICLES.excerpt[article] && h("p.excerpt", bdi(ARTICLES.excerpt[article])),
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
      story.groups.map((at) => copyGroup(DATA.groups[at])),
    );
  },
});

/**
 * Return how long after the first article one of the core appeared, as far as the times tell.
 * @param {Story} story
 * @param {number} article
 */
function behindFirst(story, article) {
  const { first } = story;
  const time = ARTICLES.time[article];
  if (time === null) return "time unknown";
  if (first === null) return "";
  const isOfFirst = ARTICLES.outlet[article] === story.firstOutlet;
  if (article === story.core[0] && (isOfFirst || !isDay(first)))
    return isOfFirst ? "first" : "earliest";
  if (!isDay(first) && !isDay(time))
    return time - first < 60 ? "same minute" : `+${shownLag(time - first)}`;
  const days = daysBetween(time, first);
  return days ? `${counted(days, "day")} later` : "same day";
}
