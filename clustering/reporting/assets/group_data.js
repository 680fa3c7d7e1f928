// @ts-check
// The user's groups of outlets: what each carried of a story. Without groups nothing is shown.

const GROUPS = DATA.outlet_groups;
const GROUP_LABELS = GROUPS?.label ?? [];
const OWN_GROUP = GROUPS?.own ?? -1;
const GROUP_PARTS = GROUPS?.parts ?? [];

/** @type {(outlet: number, group: number) => boolean} */
const isInGroup = (outlet, group) => GROUPS?.of[outlet].includes(group) ?? false;

/** @type {(story: Story, group: number) => boolean} */
const isCarriedBy = (story, group) => GROUP_PARTS[story.at][group][0] > 0;

/** @type {(story: Story, group: number) => boolean} */
const isMissedBy = (story, group) => GROUP_PARTS[story.at][group][1] > 0;

/** @type {(story: Story) => boolean} */
const isUncovered = (story) => OWN_GROUP >= 0 && isMissedBy(story, OWN_GROUP);

/** @type {(group: number) => number[]} */
const outletsOfGroup = (group) => [...OUTLETS.name.keys()].filter((at) => isInGroup(at, group));

const GROUP_SIZES = GROUP_LABELS.map((_, at) => outletsOfGroup(at).length);
