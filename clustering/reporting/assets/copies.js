// @ts-check
// Copies: own posts first, then all groups by kind or by story, folded; and a list to copy.

const MOST_GROUPS_SHOWN = 12; // of a part of the view, so that a phone soon shows the next part

const copiesView = /** @type {CopiesView} */ ({
  build() {
    this.search = searchField("Search copies", (q) => copiesLink({ ...this.asked, q }));
    this.head = h("div");
    this.body = h("div");
    const any = DATA.groups.length > 0;
    const about = any
      ? `${say("copies")} Point at the evidence to see its figures.`
      : say("no_copies");
    fill(
      this.root,
      h("h1", { id: "copies-title", tabindex: "-1" }, "Copies"),
      h("p.about", about),
      any && [h("div.filters", this.search), this.head],
      this.body,
    );
  },

  show(route) {
    const kinds = kindsOfCopies();
    const kind = route.params.get("kind") ?? "";
    this.asked = {
      kind: kinds.some(([one]) => one === kind) ? kind : "",
      by: route.params.get("by") === "story" ? "story" : "",
      q: route.params.get("q") ?? "",
    };
    if (this.search.value !== this.asked.q) this.search.value = this.asked.q;
    const state = copiesLink(this.asked);
    if (this.state !== state) this.draw(kinds);
    this.state = state;
    return "Copies";
  },

  draw(kinds) {
    const { kind, by, q } = this.asked;
    const groups = DATA.groups.filter(
      (group) => (!kind || group.kind === kind) && holdsWords(group, q),
    );
    const left = DATA.meta.left_out.groups;
    /** @type {Choice[]} */
    const listed = kinds.map(([one, of]) => [one, sentenceCase(of[0].kind_words), of.length]);
    fill(
      this.head,
      kinds.length > 1 &&
        chips("Kinds of copies", this.asked, "kind", [
          ["", "All kinds", DATA.groups.length],
          ...listed,
        ]),
      chips("Order", this.asked, "by", [
        ["", "By kind"],
        ["story", "By story"],
      ]),
      copyButton("Copy all as a list", () => groups.map(asList).join("\n\n")),
    );
    const row = (group) => h("li", copyGroup(group, true));
    fill(
      this.body,
      partsOf(groups, by).map(([heading, part]) =>
        section(
          [heading, h("span.count", ` ${figure(part.length)}`)],
          null,
          foldable(part, row, MOST_GROUPS_SHOWN, "group"),
        ),
      ),
      q && !groups.length && h("p.none", "No group has these words."),
      left > 0 && h("p.about", `${counted(left, "more group")} in duplicates.csv.`),
    );
  },
});

/** @type {(asked: CopiesAsked) => string} */
const copiesLink = (asked) => fragment("copies", "", { ...asked });

/**
 * Return the parts of the view: the groups among one's own posts, then the others by kind or story.
 * @param {Group[]} groups
 * @param {string} by
 * @returns {[heading: string | HTMLElement, groups: Group[]][]}
 */
function partsOf(groups, by) {
  const isOwn = (group) => group.own > 1;
  const own = groups.every(isOwn) ? [] : groups.filter(isOwn);
  const others = sortedBy(
    groups.filter((group) => !own.includes(group)),
    (group) => (by === "story" ? keptRecord(group).story : group.kind),
  );
  /** @type {[string | HTMLElement, Group[]][]} */
  const headed = others.map(([, part]) => [headingOf(part[0], by), part]);
  return own.length ? [["Among your own posts", own], ...headed] : headed;
}

/**
 * @param {Group} group
 * @param {string} by
 */
function headingOf(group, by) {
  if (by !== "story") return sentenceCase(group.kind_words);
  const kept = keptRecord(group);
  const story = STORIES[STORY_AT.get(kept.story) ?? -1];
  return bdi(story ? story.headline : kept.title);
}

/**
 * Return whether every word stands in a title, an outlet or a name of the group's records.
 * @param {Group} group
 * @param {string} asked
 */
function holdsWords(group, asked) {
  const texts = group.records.map(({ title, outlet, record }) => `${title} ${outlet} ${record}`);
  const text = texts.join(" ").toLowerCase();
  const words = asked.toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word));
}

/** Return the groups by kind, the kind with most groups first. */
function kindsOfCopies() {
  return sortedBy(DATA.groups, (group) => group.kind);
}

/**
 * Return groups put together by a key, the largest part first.
 * @param {Group[]} groups
 * @param {(group: Group) => string} keyOf
 * @returns {[key: string, groups: Group[]][]}
 */
function sortedBy(groups, keyOf) {
  const parts = new Map();
  for (const group of groups) {
    const key = keyOf(group);
    parts.set(key, [...(parts.get(key) ?? []), group]);
  }
  return [...parts].sort(([, a], [, b]) => b.length - a.length);
}

/**
 * Chips of which one is chosen: the value of each, its words, and perhaps how many groups it has.
 * @param {string} label
 * @param {CopiesAsked} asked
 * @param {"kind" | "by"} name
 * @param {Choice[]} choices
 */
function chips(label, asked, name, choices) {
  const chip = (/** @type {Choice} */ [value, words, count]) => {
    const isChosen = value === asked[name];
    return h(
      isChosen ? "li.first" : "li",
      h(
        "a",
        { href: copiesLink({ ...asked, [name]: value }), "aria-current": isChosen && "true" },
        words,
        count && h("span.times", ` ${figure(count)}`),
      ),
    );
  };
  return h("ul.chips.kinds", { "aria-label": label }, choices.map(chip));
}
