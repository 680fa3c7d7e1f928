// @ts-check
// Copies: own posts first, then all groups by kind or by story, folded; and a list to copy.

const MOST_GROUPS_SHOWN = 12; // of a part of the view, so that a phone soon shows the next part

const copiesView = /** @type {CopiesView} */ ({
  build() {
    this.root = h("section.view", { "aria-labelledby": "copies-title" });
    this.search = /** @type {HTMLInputElement} */ (
      h("input", {
        type: "search",
        placeholder: "Search copies",
        "aria-label": "Search copies",
        autocomplete: "off",
        oninput: () => go(copiesLink({ ...this.asked, q: this.search.value }), true),
      })
    );
    this.head = h("div");
    this.body = h("div");
    const any = DATA.groups.length > 0;
    this.root.replaceChildren(
      h("h1", { id: "copies-title", tabindex: "-1" }, "Copies"),
      h(
        "p.about",
        any ? `${say("copies")} Point at the evidence to see its figures.` : say("no_copies"),
      ),
      ...(any ? [h("div.filters", this.search), this.head] : []),
      this.body,
    );
    return this.root;
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
    this.head.replaceChildren(
      ...(kinds.length > 1 ? [kindChips(kinds, this.asked)] : []),
      orderChips(this.asked),
      copyButton("Copy all as a list", () => groups.map(asList).join("\n\n")),
    );
    this.body.replaceChildren(
      ...partsOf(groups, by).map(([heading, part]) =>
        h(
          "section",
          h("h2", heading, h("span.count", ` ${figure(part.length)}`)),
          foldable(
            part,
            (group) => h("li", copyGroup(group, true, true)),
            MOST_GROUPS_SHOWN,
            "group",
          ),
        ),
      ),
      ...(q && !groups.length ? [h("p.none", "No group has these words.")] : []),
      ...(left ? [h("p.about", `${counted(left, "more group")} in duplicates.csv.`)] : []),
    );
  },
});

/** @param {CopiesAsked} asked */
function copiesLink(asked) {
  return fragment("copies", "", { ...asked });
}

/**
 * Return the parts of the view: the groups among one's own posts, then the others by kind or story.
 * @param {Group[]} groups
 * @param {string} by
 * @returns {[heading: string | HTMLElement, groups: Group[]][]}
 */
function partsOf(groups, by) {
  const isOwn = (group) => group.own > 1;
  const own = groups.every(isOwn) ? [] : groups.filter(isOwn);
  const parts = new Map();
  for (const group of groups) {
    if (own.includes(group)) continue;
    const key = by === "story" ? keptRecord(group).story : group.kind;
    if (!parts.has(key)) parts.set(key, []);
    parts.get(key).push(group);
  }
  const others = [...parts.values()].sort((a, b) => b.length - a.length);
  /** @type {[string | HTMLElement, Group[]][]} */
  const headed = others.map((part) => [headingOf(part[0], by), part]);
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
  return bdi(story ? headlineOf(story) : kept.title);
}

/**
 * Return whether every word stands in a title, an outlet or a name of the group's records.
 * @param {Group} group
 * @param {string} asked
 */
function holdsWords(group, asked) {
  const text = group.records
    .map((record) => `${record.title} ${record.outlet} ${record.record}`)
    .join(" ")
    .toLowerCase();
  return asked
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Return the groups by kind, the kind with most groups first. */
function kindsOfCopies() {
  const kinds = new Map();
  for (const group of DATA.groups) {
    if (!kinds.has(group.kind)) kinds.set(group.kind, []);
    kinds.get(group.kind).push(group);
  }
  return [...kinds].sort(([, a], [, b]) => b.length - a.length);
}

/**
 * @param {[string, Group[]][]} kinds
 * @param {CopiesAsked} asked
 */
function kindChips(kinds, asked) {
  const chip = (kind, words, count) =>
    h(
      kind === asked.kind ? "li.first" : "li",
      h(
        "a",
        { href: copiesLink({ ...asked, kind }), "aria-current": kind === asked.kind && "true" },
        words,
        h("span.times", ` ${figure(count)}`),
      ),
    );
  return h(
    "ul.chips.kinds",
    { "aria-label": "Kinds of copies" },
    chip("", "All kinds", DATA.groups.length),
    kinds.map(([kind, groups]) => chip(kind, sentenceCase(groups[0].kind_words), groups.length)),
  );
}

/** @param {CopiesAsked} asked */
function orderChips(asked) {
  const chip = (by, words) =>
    h(
      by === asked.by ? "li.first" : "li",
      h(
        "a",
        { href: copiesLink({ ...asked, by }), "aria-current": by === asked.by && "true" },
        words,
      ),
    );
  return h(
    "ul.chips.kinds",
    { "aria-label": "Order" },
    chip("", "By kind"),
    chip("story", "By story"),
  );
}
