// @ts-check
// The user's groups of outlets: what each carried of a story. Without groups nothing is shown.

const GROUPS = DATA.outlet_groups;
const GROUP_LABELS = (GROUPS?.name ?? []).map((name, at) =>
  GROUPS?.kind[at] ? `${GROUPS.kind[at]}: ${name}` : name,
);
const OWN_GROUP = GROUPS?.own ?? -1;
const GROUP_PARTS = STORIES.map(groupParts);

/**
 * Return how many outlets of each group are in the core, and whether none of its articles is
 * anywhere in the story, as reporting/group_figures.py does.
 * @param {Story} story
 * @returns {GroupPart[]}
 */
function groupParts(story) {
  if (!GROUPS) return [];
  const around = new Set(
    articlesOf(story).flatMap((article) => GROUPS.of[ARTICLES.outlet[article]]),
  );
  return GROUP_LABELS.map((_, at) => ({
    outlets: story.outlets.filter((outlet) => isInGroup(outlet, at)).length,
    isMissing: !around.has(at),
  }));
}

/**
 * @param {number} outlet
 * @param {number} group
 */
function isInGroup(outlet, group) {
  return GROUPS?.of[outlet].includes(group) ?? false;
}

/**
 * @param {Story} story
 * @param {number} group
 */
function isCarriedBy(story, group) {
  return GROUP_PARTS[story.at][group].outlets > 0;
}

/**
 * @param {Story} story
 * @param {number} group
 */
function isMissedBy(story, group) {
  return GROUP_PARTS[story.at][group].isMissing;
}

/** @param {Story} story */
function isUncovered(story) {
  return OWN_GROUP >= 0 && isMissedBy(story, OWN_GROUP);
}

/** @param {number} group */
function outletsOfGroup(group) {
  return OUTLETS.name.map((_, at) => at).filter((at) => isInGroup(at, group));
}

const GROUP_SIZES = GROUP_LABELS.map((_, at) => outletsOfGroup(at).length);
