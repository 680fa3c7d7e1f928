// @ts-check
// One running matter: its stories along time in one strip, and who carried which.

const threadView = /** @type {View} */ ({
  show(route) {
    const story = STORIES[STORY_AT.get(route.id) ?? -1];
    if (!story) return notFound(this.root, "story", route.id, "#stories", "All stories");
    const stories = matterOf(story);
    const span = spanOfAll(stories);
    const facts = DATA.stories.thread_words[story.at];
    fill(
      this.root,
      h(
        "p.crumbs",
        h("a", { href: "#stories", onclick: backToList }, "← Stories"),
        h("a", { href: storyLink(story) }, "← The story"),
      ),
      h(
        "h1",
        { id: "thread-title", tabindex: "-1" },
        say("running_matter"),
        " ",
        bdi(story.headline),
      ),
      facts && h("p.about", facts),
      timeAxis(span, "of-thread"),
      h(
        "ol.matters",
        stories.map((one) => threadRow(one, span, one === story)),
      ),
    );
    return `${say("running_matter")} ${story.headline}`;
  },
});

/**
 * The first and the last time of some stories; null where they have none, or one alone.
 * @param {Story[]} stories
 * @returns {[Time, Time] | null}
 */
function spanOfAll(stories) {
  const times = stories.flatMap(({ first, last }) =>
    first === null || last === null ? [] : [first, last],
  );
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return last > first ? [first, last] : null;
}

/**
 * A story of the matter: when it began, its place in the strip, its headline, who carried it.
 * @param {Story} story
 * @param {[Time, Time] | null} span
 * @param {boolean} isHere
 */
function threadRow(story, span, isHere) {
  const place = (time) => (span ? (100 * (time - span[0])) / (span[1] - span[0]) : 0);
  const { first, last } = story;
  return h(
    isHere ? "li.matter-row.here" : "li.matter-row",
    { "aria-current": isHere ? "true" : null },
    h("span.lag", timeOf(first)),
    h(
      "span.track",
      { "aria-hidden": "true" },
      span &&
        first !== null &&
        last !== null && [
          h("b", { style: { left: `${place(first)}%`, width: `${place(last) - place(first)}%` } }),
          h("i", { style: { left: `${place(first)}%` } }),
        ],
    ),
    h(
      "div.told-by",
      h("a.headline", { href: storyLink(story) }, bdi(story.headline)),
      outletChips(story, MOST_CHIPS),
    ),
  );
}
