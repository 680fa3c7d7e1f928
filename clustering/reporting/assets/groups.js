// @ts-check
// The user's groups of outlets: bars on cards, and a view of what each carried and lacks.

const MOST_UNCOVERED = 15; // stories before a click

/**
 * The groups' parts in a story as bars: the groups of one kind side by side in one bar, a group of
 * its own as a part of all its outlets.
 * @param {Story} story
 */
function groupBars(story) {
  if (!GROUPS || story.kind !== COVERAGE) return null;
  const parts = GROUP_PARTS[story.at];
  /** @type {Map<string | number, number[]>} */
  const kinds = new Map();
  for (const at of GROUP_LABELS.keys()) {
    const kind = GROUPS.kind[at] || at;
    if (at !== OWN_GROUP) kinds.set(kind, [...(kinds.get(kind) ?? []), at]);
  }
  if (!kinds.size) return null;
  const row = (kind, groups) => {
    const isOne = typeof kind === "number";
    const segments = groups.map((at, place) => segment(parts[at][0], isOne ? 0 : place + 1));
    const rest = GROUP_SIZES[groups[0]] - parts[groups[0]][0];
    const told = groups.map((at) => `${GROUPS.name[at]} ${figure(parts[at][0])}`).join(", ");
    return h(
      "li",
      !isOne && [bdi(kind), " "],
      h("span.groupbar", { "aria-hidden": "true" }, segments, isOne && segment(rest, null)),
      " ",
      bdi(isOne ? `${told} of ${figure(GROUP_SIZES[groups[0]])}` : told),
    );
  };
  return h(
    "ul.groupbars",
    { "aria-label": "Outlets by group" },
    [...kinds].map(([kind, groups]) => row(kind, groups)),
  );
}

/**
 * @param {number} size
 * @param {number | null} colour of a group among several; 0 for a group of its own, null for what is missing
 */
function segment(size, colour) {
  if (!size) return null;
  const named = colour ? `var(--o${((colour - 1) % 8) + 1})` : "var(--soft)";
  return h("i", {
    style: { "flex-grow": String(size), "--colour": colour === null ? "transparent" : named },
  });
}

const groupsView = /** @type {BuiltView} */ ({
  build() {
    fill(this.root, groupsPage());
  },

  show: (_) => "Groups",
});

function groupsPage() {
  const title = h("h1", { id: "groups-title", tabindex: "-1" }, "Groups of outlets");
  if (!GROUPS)
    return [
      title,
      h(
        "p.about",
        "No groups of outlets were given. They stand in samestory.yaml, under ",
        h("code", "groups"),
        ".",
      ),
    ];
  const shared = STORIES.filter((story) => story.kind === COVERAGE);
  return [
    title,
    h("p.about", "As samestory.yaml gives them. Only stories in several outlets count here."),
    groupTable(shared),
    OWN_GROUP >= 0 && h("div.columns.even", uncovered(shared), whoFollows()),
    GROUP_LABELS.length > 1 && blindTable(shared),
  ];
}

/** @param {Story[]} shared */
function groupTable(shared) {
  const [carried, notCovered] = ["Carried", "Not covered"];
  const link = (heading, params, stories) =>
    h(
      "td.number",
      { "data-label": heading },
      h("a", { href: coverageLink(params) }, figure(stories)),
    );
  const rows = GROUP_LABELS.map((label, at) => {
    const names = outletsOfGroup(at).map((outlet) =>
      h("li", h("a", { href: outletLink(outlet) }, bdi(OUTLETS.name[outlet]))),
    );
    return h(
      "tr",
      h("th", { scope: "row" }, bdi(label)),
      link(carried, { carried: label }, shared.filter((story) => isCarriedBy(story, at)).length),
      link(notCovered, { missing: label }, shared.filter((story) => isMissedBy(story, at)).length),
      h("td", names.length ? h("ul.chips", names) : "no article is from one of these"),
    );
  });
  const numbers = [carried, notCovered].map((name) => columnHead(name, true));
  const head = [columnHead("Group"), numbers, columnHead("Outlets")];
  return wideTable("Groups", "grouptable", head, rows);
}

/** @param {Story[]} shared */
function uncovered(shared) {
  return section(
    sentenceCase(say("not_by_us")),
    h("a", { href: coverageLink({ uncovered: true }) }, "Open them as a list"),
    storyLines(shared.filter(isUncovered), MOST_UNCOVERED, "We covered all of them."),
  );
}

function whoFollows() {
  const rows = (GROUPS?.followers ?? []).slice(0, 15).map(([outlet, stories, lag]) => ({
    name: OUTLETS.name[outlet],
    value: stories,
    shown:
      lag === null ? figure(stories) : `${figure(stories)} · ${lagInWords(lag)} behind (median)`,
    href: coverageLink({ carried: GROUP_LABELS[OWN_GROUP], outlet: outletName(outlet) }),
  }));
  return section(say("who_follows"), say("who_follows_about"), barRows(rows, "None is known."));
}

/**
 * How many stories one group carried (rows) and another not at all (columns).
 * @param {Story[]} shared
 */
function blindTable(shared) {
  const cell = (row, column) => {
    const [carried, missing] = [GROUP_LABELS[row], GROUP_LABELS[column]];
    const isBlind = (story) => isCarriedBy(story, row) && isMissedBy(story, column);
    return {
      count: shared.filter(isBlind).length,
      href: coverageLink({ carried, missing }),
      title: say("blind_spot", { group: carried, other: missing }),
    };
  };
  return section(
    say("blind_spots"),
    "Stories that the group at the left carried, and the one at the top not at all; choose a figure to see them.",
    matrix("Blind spots", "the same group", GROUP_LABELS, (row) => bdi(GROUP_LABELS[row]), cell),
  );
}
