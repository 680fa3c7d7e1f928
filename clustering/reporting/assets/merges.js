// @ts-check
// The merges of a story as a list: which halves joined, and up to what detail they stay together.

const MOST_STEPS = 12;

/**
 * The merges, the loosest first: what a higher detail would part first.
 * @param {Story} story
 * @param {(halves: Halves | null) => void} point
 */
function mergeSteps(story, point) {
  const merges = mergesOf(story).reverse();
  if (!merges.length) return h("p.none", "No merges are known of this story.");
  const highest = merges[merges.length - 1].height || 1;
  /** @type {{ button: HTMLElement, merge: Merge } | null} the step that stays marked */
  let pressed = null;
  const rows = merges.map((merge) => {
    const button = h(
      "button.step",
      { type: "button", "aria-pressed": "false" },
      h("span.height", general(merge.height)),
      h("i", { "aria-hidden": "true", style: { width: `${(100 * merge.height) / highest}%` } }),
      h("span.halves", half(merge.left), h("span.plus", " + "), half(merge.right)),
    );
    button.addEventListener("click", () => {
      pressed?.button.setAttribute("aria-pressed", "false");
      pressed = pressed?.button === button ? null : { button, merge };
      pressed?.button.setAttribute("aria-pressed", "true");
      point(pressed?.merge ?? null);
    });
    return h(
      "li",
      { onmouseenter: () => point(merge), onmouseleave: () => point(pressed?.merge ?? null) },
      button,
    );
  });
  return foldable(rows, (row) => row, MOST_STEPS, "step");
}

/** @param {number[]} articles */
function half(articles) {
  const others =
    articles.length > 1 && h("span.others", ` and ${counted(articles.length - 1, "other")}`);
  return h("span", namedArticle(articles[0], 70), others);
}
