// @ts-check
// Which stories pass a search and the filters, and in which order; touches no element of the page.

const LOOK = DATA.meta.look; // the mark of stories that may hold more than one event

/** @type {(a: Story, b: Story) => number} */
const byKind = (a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind);

/** The orders, by the names that the form gives them. @type {Record<string, typeof byKind>} */
const SORTS = {
  front: (a, b) => byKind(a, b) || prominence(b) - prominence(a),
  outlets: byKind, // within a kind the data's own order
  articles: (a, b) => b.size - a.size,
  latest: (a, b) => (b.last ?? -Infinity) - (a.last ?? -Infinity),
  earliest: (a, b) => (a.first ?? Infinity) - (b.first ?? Infinity),
  longest: (a, b) => spanOf(b) - spanOf(a),
  loosest: (a, b) => aloneLast(a, b) || a.inside - b.inside,
  tightest: (a, b) => aloneLast(a, b) || b.inside - a.inside,
};

/** @type {Record<string, string>} */
const KINDS = {
  [COVERAGE]: sentenceCase(say("several_outlets")),
  [ONE_OUTLET]: sentenceCase(say("one_outlet")),
  [ALONE]: sentenceCase(say("articles_alone")),
};
const KIND_ORDER = Object.keys(KINDS);

/** The order of a page on which nothing else was asked for. */
const DEFAULT_SORT = "front";

/**
 * Breadth and freshness in one figure: a day of age is worth as much as twice the outlets. Only
 * differences count, so no present time is needed. Undated stories come last.
 * @param {Story} story
 */
function prominence({ independent, last }) {
  return last === null ? -Number.MAX_VALUE : Math.log2(independent) + last / DAY;
}

/** @type {(a: Story, b: Story) => number} */
const aloneLast = (a, b) => Number(a.size === 1) - Number(b.size === 1);

/** @type {(story: Story) => number} */
const spanOf = ({ first, last }) => (first === null || last === null ? 0 : last - first);

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
        one.articles.map((article) => ARTICLES.title[article]),
        one.outlets.map((outlet) => `${OUTLETS.name[outlet]} ${OUTLETS.domain[outlet]}`),
        one.keywords,
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
 * The filters, by the parameter of the fragment that asks for each: what is asked of a story. One
 * whose value makes no sense asks for nothing.
 * @type {Record<string, (value: string) => ((story: Story) => boolean) | false>}
 */
const FILTERS = {
  q(typed) {
    const terms = searchedTerms(typed);
    return (story) => terms.every((term) => haystack(story).includes(term));
  },
  kind: (kind) => Object.hasOwn(KINDS, kind) && ((story) => story.kind === kind),
  outlet: (name) => (story) => story.outlets.includes(OUTLET_AT.get(name) ?? -1),
  lacks: (name) => (story) => !story.outlets.includes(OUTLET_AT.get(name) ?? -1),
  topic(name) {
    const topic = ARTICLES.topic_names.indexOf(name);
    const holds = (article) => ARTICLES.topics[article].includes(topic);
    return topic >= 0 && ((story) => story.articles.some(holds));
  },
  language(name) {
    const language = LANGUAGES?.name.indexOf(name) ?? -1;
    return language >= 0 && (({ at }) => LANGUAGES?.of[at].includes(language) ?? false);
  },
  from(day) {
    const from = Date.parse(day) / 1000;
    return !Number.isNaN(from) && (({ last }) => last !== null && zoned(last) >= from);
  },
  to(day) {
    const end = Date.parse(day) / 1000 + DAY;
    return !Number.isNaN(end) && (({ first }) => first !== null && zoned(first) < end);
  },
  min: (least) => (story) => story.outlets.length >= (Number.parseInt(least, 10) || 0),
  carried(label) {
    const group = GROUP_LABELS.indexOf(label);
    return group >= 0 && ((story) => isCarriedBy(story, group));
  },
  missing(label) {
    const group = GROUP_LABELS.indexOf(label);
    return group >= 0 && ((story) => isMissedBy(story, group));
  },
  uncovered: () => isUncovered,
  news: (section) => NEWS_SECTIONS.includes(section) && ((story) => story.news === section),
  copies: () => (story) => story.copies > 0,
  look: () => (story) => story.mark === LOOK,
  alarms: () => (story) => story.alarms.length > 0,
};

/**
 * Return the order that a fragment's parameters ask for.
 * @param {URLSearchParams} params
 */
function sortOf(params) {
  const sort = params.get("sort") ?? "";
  return Object.hasOwn(SORTS, sort) ? sort : DEFAULT_SORT;
}

/**
 * Return the stories that pass the filters of a fragment's parameters, in the order asked for.
 * @param {URLSearchParams} params
 */
function found(params) {
  const asked = [...params].map(
    ([name, value]) => Object.hasOwn(FILTERS, name) && FILTERS[name](value),
  );
  const tests = asked.filter((test) => test !== false);
  const stories = STORIES.filter((story) => tests.every((passes) => passes(story)));
  const compare = SORTS[sortOf(params)];
  return stories.sort((a, b) => compare(a, b) || a.at - b.at);
}
