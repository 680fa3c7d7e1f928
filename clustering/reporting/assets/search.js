// @ts-check
// Which stories pass a search and the filters, and in which order; touches no element of the page.

const LOOK = DATA.meta.look; // the mark of stories that may hold more than one event

/** @type {Record<string, [label: string, compare: (a: Story, b: Story) => number]>} */
const SORTS = {
  front: ["Front page", (a, b) => byKind(a, b) || prominence(b) - prominence(a)],
  outlets: ["Most independent outlets", byKind], // within a kind the data's own order
  articles: ["Most articles", (a, b) => b.size - a.size],
  latest: ["Latest first", (a, b) => (b.last ?? -Infinity) - (a.last ?? -Infinity)],
  earliest: ["Earliest first", (a, b) => (a.first ?? Infinity) - (b.first ?? Infinity)],
  longest: ["Longest running", (a, b) => spanOf(b) - spanOf(a)],
  loosest: ["Loosest first", (a, b) => aloneLast(a, b) || a.inside - b.inside],
  tightest: ["Tightest first", (a, b) => aloneLast(a, b) || b.inside - a.inside],
};

/** @type {Record<string, string>} */
const KINDS = {
  [COVERAGE]: sentenceCase(say("several_outlets")),
  [ONE_OUTLET]: "In one outlet only",
  [ALONE]: "Articles alone",
};
const KIND_ORDER = Object.keys(KINDS);

/** The order of a page on which nothing else was asked for. */
const DEFAULT_SORT = "front";

/**
 * @param {Story} a
 * @param {Story} b
 */
function byKind(a, b) {
  return KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind);
}

/**
 * Breadth and freshness in one figure: a day of age is worth as much as twice the outlets. Only
 * differences count, so no present time is needed. Undated stories come last.
 * @param {Story} story
 */
function prominence({ independent, last }) {
  return last === null ? -Number.MAX_VALUE : Math.log2(independent) + last / DAY;
}

/**
 * @param {Story} a
 * @param {Story} b
 */
function aloneLast(a, b) {
  return Number(a.size === 1) - Number(b.size === 1);
}

/** @param {Story} story */
function spanOf({ first, last }) {
  return first === null || last === null ? 0 : last - first;
}

/** @type {string[] | null} */
let haystacks = null;

/**
 * Return the searchable text of a story: headlines, outlets, keywords; made at the first search.
 * @param {Story} story
 */
function haystack(story) {
  haystacks ??= STORIES.map((one) =>
    folded(
      [
        articlesOf(one).map((article) => ARTICLES.title[article]),
        one.outlets.map((outlet) => `${OUTLETS.name[outlet]} ${OUTLETS.domain[outlet]}`),
        keywordsOf(one),
      ]
        .flat()
        .join("\n"),
    ),
  );
  return haystacks[story.at];
}

/**
 * Return what must stand in a story: each word, and words in quotation marks as they follow.
 * @param {string} typed
 */
function searchedTerms(typed) {
  const terms = folded(typed).match(/"[^"]*"?|[^\s"]+/g) ?? [];
  return terms.map((term) => term.replaceAll('"', "").replace(/\s+/g, " ").trim()).filter(Boolean);
}

/**
 * Return the filters that a fragment's parameters ask for; values that make no sense are ignored.
 * @param {URLSearchParams} params
 */
function readFilters(params) {
  const day = (name) => {
    const time = Date.parse(params.get(name) ?? "");
    return Number.isNaN(time) ? null : time / 1000;
  };
  const until = day("to");
  const kind = params.get("kind") ?? "";
  const sort = params.get("sort") ?? "";
  return {
    terms: searchedTerms(params.get("q") ?? ""),
    outlets: params.getAll("outlet").map((name) => OUTLET_AT.get(name) ?? -1),
    lacks: params.getAll("lacks").map((name) => OUTLET_AT.get(name) ?? -1),
    topic: ARTICLES.topic_names.indexOf(params.get("topic") ?? ""),
    language: LANGUAGES ? LANGUAGES.name.indexOf(params.get("language") ?? "") : -1,
    from: day("from"),
    to: until === null ? null : until + DAY - 1,
    least: Number.parseInt(params.get("min") ?? "", 10) || 0,
    kind: Object.hasOwn(KINDS, kind) ? kind : "",
    carried: GROUP_LABELS.indexOf(params.get("carried") ?? ""),
    missing: GROUP_LABELS.indexOf(params.get("missing") ?? ""),
    uncovered: params.has("uncovered"),
    news: NEWS_SECTIONS.includes(params.get("news") ?? "") ? (params.get("news") ?? "") : "",
    copies: params.has("copies"),
    look: params.has("look"),
    alarms: params.has("alarms"),
    sort: Object.hasOwn(SORTS, sort) ? sort : DEFAULT_SORT,
  };
}

/**
 * @param {Story} story
 * @param {Filters} filters
 */
function passes(story, filters) {
  if (filters.kind && story.kind !== filters.kind) return false;
  if (story.outlets.length < filters.least) return false;
  if (filters.carried >= 0 && !isCarriedBy(story, filters.carried)) return false;
  if (filters.missing >= 0 && !isMissedBy(story, filters.missing)) return false;
  if (filters.language >= 0 && !LANGUAGES?.of[story.at].includes(filters.language)) return false;
  if (filters.news && newsOf(story) !== filters.news) return false;
  if (filters.uncovered && !isUncovered(story)) return false;
  if (filters.copies && !story.copies) return false;
  if (filters.look && story.mark !== LOOK) return false;
  if (filters.alarms && !story.alarms.length) return false;
  if (filters.from !== null && (story.last === null || zoned(story.last) < filters.from))
    return false;
  if (filters.to !== null && (story.first === null || zoned(story.first) > filters.to))
    return false;
  if (!filters.outlets.every((outlet) => story.outlets.includes(outlet))) return false;
  if (filters.lacks.some((outlet) => story.outlets.includes(outlet))) return false;
  if (
    filters.topic >= 0 &&
    !articlesOf(story).some((article) => ARTICLES.topics[article].includes(filters.topic))
  )
    return false;
  return filters.terms.every((term) => haystack(story).includes(term));
}

/** @param {Filters} filters */
function found(filters) {
  const stories = STORIES.filter((story) => passes(story, filters));
  const [, compare] = SORTS[filters.sort];
  return stories.sort((a, b) => compare(a, b) || a.at - b.at);
}
