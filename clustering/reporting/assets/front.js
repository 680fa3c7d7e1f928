// @ts-check
// What a card tells beside its lead, as a front page does: the headlines of other outlets, each a
// link to the article, and the other stories of the running matter.

const MORE_HEADLINES = 3;
const MORE_STORIES = 2;

/**
 * Return articles whose headlines are shown beside the lead's, the newest first: the newest of each
 * other outlet, and in a story of one outlet all that say something else.
 * @param {Story} story
 */
function otherHeadlines(story) {
  const outlets = new Set([ARTICLES.outlet[story.lead]]);
  const said = new Set([wordsOf(story.headline).join(" ")]);
  return newestFirst(story.core).filter((article) => {
    const outlet = ARTICLES.outlet[article];
    const words = wordsOf(ARTICLES.title[article]).join(" ");
    if (!words || said.has(words) || (story.kind === COVERAGE && outlets.has(outlet))) return false;
    outlets.add(outlet);
    said.add(words);
    return true;
  });
}

/** @param {number[]} articles */
function newestFirst(articles) {
  const time = (article) => ARTICLES.time[article] ?? -Infinity;
  return articles.toSorted((a, b) => time(b) - time(a) || a - b);
}

/**
 * An article as a line: its headline, a link out of the report, and its outlet.
 * @param {number} article
 */
function headlineLine(article) {
  return h(
    "li",
    outward(bdi(ARTICLES.title[article]), ARTICLES.url[article]),
    " ",
    h("span.by", bdi(outletOf(article))),
  );
}

/**
 * The headlines under the headline, and the way to all of them.
 * @param {Story} story
 */
function moreHeadlines(story) {
  const others = otherHeadlines(story).slice(0, MORE_HEADLINES);
  if (!others.length) return null;
  return h(
    "div.headlines",
    h("ul", { "aria-label": "More headlines" }, others.map(headlineLine)),
    h("a.all", { href: storyLink(story) }, `All ${counted(story.size, "article")}, and why`),
  );
}

/**
 * The next stories of the running matter in a line.
 * @param {Story} story
 */
function threadInLine(story) {
  const others = matterOf(story).filter((other) => other !== story);
  if (!others.length) return null;
  const named = others.slice(0, MORE_STORIES);
  const links = named.map((other, place) => [
    place > 0 && " · ",
    h("a", { href: storyLink(other) }, bdi(other.headline)),
  ]);
  const rest = others.length - named.length;
  return h(
    "p.matter",
    `${say("same_thread")} `,
    links,
    rest > 0 && [" · ", h("a", { href: threadLink(story) }, `${figure(rest)} more`)],
  );
}

/**
 * The outlet of the lead, a link to its article; of an article without an address, to the outlet.
 * @param {Story} story
 */
function leadOutlet(story) {
  const outlet = ARTICLES.outlet[story.lead];
  const name = bdi(OUTLETS.name[outlet]);
  const url = ARTICLES.url[story.lead];
  return h("span.lead", url ? outward(name, url) : h("a", { href: outletLink(outlet) }, name));
}
