// @ts-check
// Pieces that several views show: a story's card, chips of outlets, figures with bars.

const MOST_CHIPS = 12;
const STRIP = 28; // columns of the small timeline on a card

/** @param {Story} story */
function markOf(story) {
  const { mark } = story;
  return mark && h(`span.mark.${mark.replaceAll(" ", "-")}`, { title: contrastOf(story) }, mark);
}

/** @type {(story: Story) => HTMLElement | ""} */
const newsBadge = ({ badge }) => badge && h("span.fresh", h("b", badge));

/**
 * How strongly the story holds together and to the nearest story, with a link to that.
 * @param {Story} story
 */
function contrastLine(story) {
  const nearest = STORIES[DATA.stories.nearest[story.at]];
  return h(
    "p.contrast",
    bdi(contrastOf(story)),
    nearest && [" ", h("a", { href: storyLink(nearest) }, "Open the nearest")],
  );
}

/**
 * The other stories of the running matter, in order of time.
 * @param {Story} story
 */
function threadLine(story) {
  const others = matterOf(story).filter((other) => other !== story);
  if (!others.length) return null;
  const shown = others
    .slice(0, MOST_CHIPS)
    .map((other) => h("li", h("a", { href: storyLink(other) }, bdi(other.headline))));
  const rest = others.length - shown.length;
  return h(
    "div.thread",
    h("p", say("same_thread")),
    h("ol", shown, rest > 0 && h("li", `and ${counted(rest, "more story")}`)),
    h("p", h("a", { href: threadLink(story) }, "The whole matter along time")),
  );
}

/**
 * An article in a line: its outlet and its headline, of no more than `most` characters.
 * @param {number} article
 * @param {number} most
 */
function namedArticle(article, most) {
  return [h("b", bdi(outletOf(article))), ": ", bdi(shortened(ARTICLES.title[article], most))];
}

/**
 * The ends of a time under which something is drawn; nothing for a single moment.
 * @param {[Time | null, Time | null] | null} span
 * @param {string} [kind] a class
 */
function timeAxis(span, kind) {
  const [first, last] = span ?? [null, null];
  if (first === null || last === null || last <= first) return null;
  const ends = [first, last].map((end) => h("span", shortDay(end)));
  return h(kind ? `p.axis.${kind}` : "p.axis", { "aria-hidden": "true" }, ends);
}

/** @param {Time | null} seconds */
function timeOf(seconds) {
  if (seconds === null) return h("span.undated", say("no_date"));
  return stamped(seconds, shownTime(seconds));
}

/**
 * @param {Time} seconds
 * @param {string} text
 */
function stamped(seconds, text) {
  const moment = new Date(seconds * 1000).toISOString();
  return h("time", { datetime: isDay(seconds) ? moment.slice(0, 10) : moment }, text);
}

/**
 * @param {number} outlet
 * @param {number} times
 * @param {boolean} isFirst
 */
function outletChip(outlet, times, isFirst) {
  return h(
    `li${isFirst ? ".first" : ""}${isInGroup(outlet, OWN_GROUP) ? ".own" : ""}`,
    h(
      "a",
      { href: outletLink(outlet), title: OUTLETS.domain[outlet] },
      bdi(OUTLETS.name[outlet]),
      times > 1 && h("span.times", ` ×${times}`),
      isFirst && h("span.hidden", " (first)"),
    ),
  );
}

/**
 * The outlets of a story as chips, the first to publish first.
 * @param {Story} story
 * @param {number} most
 */
function outletChips(story, most) {
  const times = timesOf(story.core);
  const first = story.kind === COVERAGE ? story.firstOutlet : null;
  const shown = story.outlets.length <= most + 1 ? story.outlets : story.outlets.slice(0, most);
  const rest = story.outlets.length - shown.length;
  return h(
    "ul.chips",
    { "aria-label": say("outlets") },
    shown.map((outlet) => outletChip(outlet, times.get(outlet) ?? 0, outlet === first)),
    rest > 0 && h("li.rest", h("a", { href: storyLink(story) }, `+${figure(rest)} more`)),
  );
}

/**
 * A small timeline: how many of the story's articles appeared in each part of its duration.
 * @param {Story} story
 */
function timeStrip(story) {
  const { first, last } = story;
  if (first === null || last === null || last <= first) return null;
  const counts = new Array(STRIP).fill(0);
  for (const article of story.core) {
    const time = ARTICLES.time[article];
    if (time === null) continue;
    counts[Math.min(STRIP - 1, Math.floor(((time - first) / (last - first)) * STRIP))]++;
  }
  const most = Math.max(...counts);
  return h(
    "div.strip",
    {
      role: "img",
      "aria-label": `${counted(story.core.length, "article")} from ${shownDay(first)} to ${shownDay(last)}`,
    },
    counts.map((count) =>
      h(count ? "i.on" : "i", {
        style: { "--height": `${count ? 20 + (80 * count) / most : 0}%` },
      }),
    ),
  );
}

/** @param {Story} story */
function storyFacts(story) {
  const { first } = story;
  const span = DATA.stories.span_words[story.at];
  const told = DATA.stories.first_words[story.at];
  const articles = counted(story.core.length, "article");
  const fringe = story.fringe.length;
  return h(
    "p.facts",
    leadOutlet(story),
    h("span", told && first !== null ? stamped(first, shownDay(first)) : timeOf(first)),
    told && h("span.who-first", bdi(told)),
    span && h("span", span),
    h("span", fringe ? say("and_perhaps", { articles, fringe }) : articles),
    story.languages && h("span.languages", story.languages),
    story.copies > 0 && h("span.reprints", `+${counted(story.copies, say("reprint"))}`),
    markOf(story),
    newsBadge(story),
    isUncovered(story) && h("span.uncovered", say("not_by_us")),
  );
}

/** @param {Story} story */
function storyWeight(story) {
  const outlets = story.outlets.length;
  return h(
    "div.weight",
    h("b", figure(outlets)),
    " ",
    h("span", plural(outlets, "outlet")),
    story.independent < outlets &&
      h("small", { title: say("independent") }, `${story.independent} independent`),
    outlets > 1 &&
      h(
        "span.reach",
        { "aria-hidden": "true" },
        h("i", { style: { width: `${(100 * story.independent) / LARGEST}%` } }),
        h("i.copied", { style: { width: `${(100 * (outlets - story.independent)) / LARGEST}%` } }),
      ),
  );
}

/** @param {Story} story */
function keywordLinks(story) {
  if (!story.keywords.length) return null;
  const links = story.keywords.map((word) =>
    h("a", { href: fragment("stories", "", { q: word }) }, bdi(word)),
  );
  return h("p.keywords", h("span.hidden", "Keywords: "), links);
}

/** @param {Story} story */
function alarmList(story) {
  if (!story.alarms.length) return null;
  const sentences = story.alarms.map((alarm) => h("li", sentenceCase(alarm)));
  return h("ul.alarms", { "aria-label": say("second_look") }, sentences);
}

/**
 * A story in a list; where a search found another headline than the lead's, that is shown too.
 * @param {Story} story
 * @param {string[]} terms
 */
function storyCard(story, terms) {
  const title = h("h3", h("a", { href: storyLink(story), "data-step": "" }, bdi(story.headline)));
  if (story.size === 1)
    return h(
      "article.story.alone",
      { id: `card-${story.at}` },
      title,
      h("p.facts", leadOutlet(story), h("span", timeOf(story.first)), newsBadge(story)),
    );
  const other = otherMatch(story, terms);
  return h(
    "article.story",
    { id: `card-${story.at}` },
    storyWeight(story),
    h(
      "div.body",
      title,
      storyFacts(story),
      other !== null && h("p.match", "Also: ", bdi(ARTICLES.title[other])),
      moreHeadlines(story),
      outletChips(story, MOST_CHIPS),
      groupBars(story),
      threadInLine(story),
      keywordLinks(story),
      alarmList(story),
    ),
    timeStrip(story),
  );
}

/**
 * Return an article whose headline holds the searched words, where the lead's headline does not.
 * @param {Story} story
 * @param {string[]} terms
 */
function otherMatch(story, terms) {
  if (!terms?.length) return null;
  const holds = (article) => {
    const title = folded(ARTICLES.title[article]);
    return terms.every((term) => title.includes(term));
  };
  if (holds(story.lead)) return null;
  return story.articles.find(holds) ?? null;
}

/**
 * Rows with a name, a figure and its bar.
 * @param {Bar[]} rows
 * @param {string} none what is said where there are no rows
 * @param {string} [unit]
 */
function barRows(rows, none, unit) {
  if (!rows.length) return h("p.none", none);
  const most = rows.reduce((highest, row) => Math.max(highest, row.value), 1);
  return h(
    "ol.bars",
    rows.map((row) =>
      h(
        "li",
        h("a", { href: row.href }, bdi(row.name)),
        h("span.value", row.shown ?? figure(row.value), unit && h("span.hidden", ` ${unit}`)),
        h("i", { "aria-hidden": "true", style: { width: `${(100 * row.value) / most}%` } }),
      ),
    ),
  );
}
