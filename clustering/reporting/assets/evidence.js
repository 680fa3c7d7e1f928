// @ts-check
// Why articles are together: edges, widest paths and merges of a story; draws nothing.

const RELATED = 1;
const SAME_TEXT = 2;
const BORROWED_DATE = 32;
const OTHER_NAMES = 64;
/** @type {[flag: number, said: string][]} */
const SAID = [
  [4, "same"],
  [8, "copy"],
  [16, "different"],
];

const EDGE_START = starts(DATA.edges.count);
const WORD_START = starts(DATA.edges.shown);

/**
 * Return the edges of a story, the strongest first; their ends are articles.
 * @param {Story} story
 * @returns {Edge[]}
 */
function edgesOf(story) {
  const { count, left, right, strength, similarity, days, trust, meaning, flags } = DATA.edges;
  const { shown, shared, word, part } = DATA.edges;
  const from = EDGE_START[story.at];
  return Array.from({ length: count[story.at] }, (_, at) => {
    const edge = from + at;
    return {
      left: story.start + left[edge],
      right: story.start + right[edge],
      strength: strength[edge] / 1000,
      similarity: similarity[edge] / 1000,
      days: days[edge] < 0 ? null : days[edge] / 10,
      borrowed: (flags[edge] & BORROWED_DATE) > 0,
      trust: trust[edge] ?? 100, // how much of a borrowed date counts, in per cent
      meaning: edge in meaning ? meaning[edge] / 100 : null,
      related: (flags[edge] & RELATED) > 0,
      sameText: (flags[edge] & SAME_TEXT) > 0,
      otherNames: (flags[edge] & OTHER_NAMES) > 0,
      said: SAID.find(([flag]) => flags[edge] & flag)?.[1] ?? "",
      shared: shared[edge],
      words: Array.from({ length: shown[edge] }, (_, w) => [
        DATA.words[word[WORD_START[edge] + w]],
        part[WORD_START[edge] + w] / 1000,
      ]),
    };
  });
}

/**
 * Return the merges of a story in the order they were made: height, and the articles of each half.
 * @param {Story} story
 */
function mergesOf(story) {
  const members = story.articles.map((article) => [article]);
  const merges = DATA.merges[story.at].map(([left, right, height]) => {
    members.push([...members[left], ...members[right]].sort((a, b) => a - b));
    return { height: height / 10000, left: members[left], right: members[right] };
  });
  // A merge is never higher than those of its halves, so the halves still come before it.
  return merges.sort((a, b) => b.height - a.height);
}

/**
 * Return the merge that brought two articles of a story together.
 * @param {Merge[]} merges
 * @param {number} one
 * @param {number} other
 */
function joiningMerge(merges, one, other) {
  return (
    merges.find(
      ({ left, right }) =>
        (left.includes(one) && right.includes(other)) ||
        (left.includes(other) && right.includes(one)),
    ) ?? null
  );
}

/**
 * Return the path inside the story whose weakest edge is as strong as possible: from the one article
 * the strongest edge that leads on is taken again and again, until the other is reached.
 * @param {Edge[]} edges the strongest first
 * @param {number} one
 * @param {number} other
 */
function widestPath(edges, one, other) {
  const least = DATA.meta.link - 0.0005; // strengths are in thousandths
  const links = edges.filter(
    ({ strength, said }) => strength >= least || said === "same" || said === "copy",
  );
  /** @type {Map<number, Step[]>} */
  const paths = new Map([[one, []]]);
  while (!paths.has(other)) {
    const edge = links.find(({ left, right }) => paths.has(left) !== paths.has(right));
    if (!edge) return [];
    const [from, to] = paths.has(edge.left) ? [edge.left, edge.right] : [edge.right, edge.left];
    paths.set(to, [...(paths.get(from) ?? []), { edge, to }]);
  }
  return paths.get(other) ?? [];
}

/**
 * Return what `samestory explain` says of two articles of one story, from the page's data.
 * @param {Story} story
 * @param {number} one
 * @param {number} other
 */
function why(story, one, other) {
  const edges = edgesOf(story);
  const merge = joiningMerge(mergesOf(story), one, other);
  const edge =
    edges.find(
      (e) => (e.left === one && e.right === other) || (e.left === other && e.right === one),
    ) ?? null;
  const isCapped = DATA.edges.total[story.at] > DATA.edges.count[story.at];
  const { knob, cut_at } = DATA.meta;
  const height = merge && general(merge.height);
  const [mine, theirs] = merge?.left.includes(one)
    ? [merge.left.length, merge.right.length]
    : [merge?.right.length, merge?.left.length];
  const path = widestPath(edges, one, other);
  return {
    edge,
    path: path.length > 1 || !edge ? path : [],
    sentence: edge?.said
      ? say("one_story_answered")
      : merge
        ? say("one_story", { mine, theirs, height, knob, cut_at })
        : "One story; this page does not hold the evidence.",
    change: edge?.said
      ? say("another_answer")
      : !merge
        ? ""
        : merge.height >= 1
          ? say("never_parts_them", { knob })
          : say("parts_them", { height, knob }),
    evidence: edge
      ? evidenceInWords(edge)
      : isCapped
        ? "no direct link among the strongest of this story."
        : say("no_link"),
  };
}

/**
 * What an edge is made of, as explain/explanation.py says it.
 * @param {Edge} edge
 */
function evidenceInWords(edge) {
  const parts = [say("strength", edge)];
  if (edge.days !== null) parts.push(daysApart(edge));
  if (edge.meaning !== null) parts.push(say("similar_in_meaning", edge));
  if (edge.related) parts.push(say("related"));
  if (edge.sameText) parts.push(say("same_text"));
  if (edge.said) parts.push(say("answered", { answer: edge.said }));
  return `${parts.join(", ")}.`;
}

/**
 * The names in the titles of two linked articles, where neither article holds the other's names.
 * @param {number} one
 * @param {number} other
 */
function otherNames(one, other) {
  const { names } = ARTICLES;
  return say("other_names", { mine: names[one], theirs: names[other] });
}

/** @param {Edge} edge */
function daysApart({ days, borrowed, trust }) {
  if (!borrowed) return say("days_apart", { days });
  if (trust >= 100) return say("borrowed_date", { days });
  const part = trust ? say("percent", { percent: trust }) : say("under_a_percent");
  return say("borrowed_in_part", { days, part });
}

/**
 * The shared words of an edge: "face recognition, dasa and 4 more".
 * @param {Edge} edge
 */
function sharedWords(edge) {
  if (!edge.words.length) return say("no_words");
  const more = edge.shared - edge.words.length;
  return edge.words.map(([word]) => word).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
