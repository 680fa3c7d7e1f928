// @ts-check
// The user's groups of outlets: bars on cards, and the view of what each carried and lacks.

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
    this.root.append(framePart("groups-frame"));
    const missed = STORIES.filter((story) => story.kind === COVERAGE && isUncovered(story));
    const listed = storyLines(missed, MOST_UNCOVERED, "We covered all of them.");
    this.root.querySelector(".not-by-us")?.append(...[listed].flat());
  },

  show: (_) => "Groups",
});
