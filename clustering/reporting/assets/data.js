// @ts-check
// Reads the embedded data and makes of it what the views use: stories with their articles.

/** @type {PageData} */
const DATA = JSON.parse(byId("data").textContent ?? "");
const ARTICLES = DATA.articles;
const OUTLETS = DATA.outlets;
const LANGUAGES = DATA.languages;

// Kinds of stories: in several outlets, in one outlet only, or of one article.
const COVERAGE = "coverage";
const ONE_OUTLET = "one-outlet";
const ALONE = "alone";

const FRINGE = new Set(ARTICLES.fringe);
const STORY_START = starts(DATA.stories.size);
const STORIES = DATA.stories.id.map(readStory);
const STORY_AT = new Map(STORIES.map((story) => [story.id, story.at]));
const LARGEST = STORIES.reduce((most, story) => Math.max(most, story.outlets.length), 1);

/**
 * Return where the entries of each item start in a flat column, from how many entries each has.
 * @param {number[]} counts
 */
function starts(counts) {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum - count;
  });
}

/**
 * @param {string} id
 * @param {number} at
 * @returns {Story}
 */
function readStory(id, at) {
  const columns = DATA.stories;
  const size = columns.size[at];
  const start = STORY_START[at]; // the first of its articles, which are in order of publication
  const outlets = columns.outlets[at];
  const articles = Array.from({ length: size }, (_, place) => start + place);
  const core = articles.filter((article) => !FRINGE.has(article));
  const times = core.map((article) => ARTICLES.time[article]).filter((time) => time !== null);
  const copies = articles.map((article) => ARTICLES.group[article]).filter((group) => group >= 0);
  const groups = [...new Set(copies)];
  const languages = LANGUAGES?.of[at] ?? [];
  const [news, badge] = columns.news[at] ?? ["", ""];
  return {
    at,
    id,
    start,
    size,
    lead: start + columns.lead[at],
    kind: outlets.length > 1 ? COVERAGE : size === 1 ? ALONE : ONE_OUTLET,
    headline: ARTICLES.title[start + columns.lead[at]],
    articles,
    core,
    fringe: articles.filter((article) => FRINGE.has(article)), // these only lean on the story
    outlets, // of the core, in order of first publication
    firstOutlet: columns.first[at] < 0 ? null : columns.first[at], // null where it is not known
    independent: columns.independent[at],
    mark: columns.mark[at],
    inside: columns.inside[at], // hundredths
    keywords: columns.keywords[at].map((word) => DATA.words[word]),
    languages: languages.length > 1 ? languages.map((one) => LANGUAGES?.name[one]).join(", ") : "",
    news, // a section of the news; empty without a store
    badge, // the same in words
    alarms: columns.alarms[at], // sentences
    first: times[0] ?? null, // times are those of the core
    last: times.at(-1) ?? null,
    groups: groups.filter((group) => DATA.groups[group]?.articles > 1),
    copies: copies.length - groups.length, // reprints, without the article that they repeat
  };
}

/** @type {(article: number) => string} */
const outletOf = (article) => OUTLETS.name[ARTICLES.outlet[article]];

/**
 * Return how many of some articles each outlet has.
 * @param {number[]} articles
 */
function timesOf(articles) {
  /** @type {Map<number, number>} */
  const times = new Map();
  for (const article of articles)
    times.set(ARTICLES.outlet[article], (times.get(ARTICLES.outlet[article]) ?? 0) + 1);
  return times;
}

/**
 * The stories of a story's running matter, itself among them, in order of time.
 * @param {Story} story
 */
function matterOf(story) {
  return DATA.stories.thread[story.at].map((at) => STORIES[at]);
}

const NEWS_SECTIONS = [...new Set(Object.values(DATA.stories.news).map(([section]) => section))];

/**
 * How strongly a story holds together and to the nearest story, as explain/story_contrast.py
 * says it.
 * @param {Story} story
 */
function contrastOf({ at, size, inside, core, fringe }) {
  const { nearest: places, nearest_titles: titles, outside } = DATA.stories;
  const place = places[at];
  const nearest = place >= 0 ? STORIES[place].headline : titles[at];
  const where = fringe.length ? say("of_the_core") : say("of_the_story");
  const held = { articles: core.length, where, inside: inside / 100 };
  if (nearest === undefined)
    return size === 1 ? say("nothing_linked") : say("nothing_outside", held);
  const around = { nearest, outside: outside[at] / 100 };
  return size === 1 ? say("alone", around) : say("contrast", { ...held, ...around });
}

/**
 * What an outlet is called in the fragment: its domain, else its name.
 * @param {number} outlet
 */
function outletName(outlet) {
  return OUTLETS.domain[outlet] || OUTLETS.name[outlet];
}

const OUTLET_AT = new Map(OUTLETS.name.map((_, at) => [outletName(at), at]));
