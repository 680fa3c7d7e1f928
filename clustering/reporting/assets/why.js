// @ts-check
// Why the articles of a story are together: the graph, any two articles, merges and links as lists.

const GRAPH_HINT =
  "Point at a line to see the words the two share. Click two articles to see why they are together.";

/** Methods of the story view. */
const whyOfStory = /** @type {Reasons & ThisType<StoryView>} */ ({
  graphFigure(story) {
    const colours = [...this.colours(story)].filter(([, colour]) => colour !== "--other");
    const rest = this.colours(story).size - colours.length;
    const zoom = (factor) => () =>
      this.graph?.zoom({
        level: this.graph.zoom() * factor,
        renderedPosition: { x: this.box.clientWidth / 2, y: this.box.clientHeight / 2 },
      });
    const total = DATA.edges.total[story.at];
    const count = drawnLinks(edgesOf(story)).length;
    const notes = [
      count < total && `Only the strongest ${figure(count)} of ${figure(total)} links are drawn.`,
      story.size > MOST_NODES &&
        `Only the ${figure(MOST_NODES)} articles with the strongest links are drawn.`,
    ].filter(Boolean);
    return h(
      "figure.graph",
      this.box,
      h(
        "div.zoom",
        h("button", { type: "button", "aria-label": "Zoom in", onclick: zoom(1.3) }, "+"),
        h("button", { type: "button", "aria-label": "Zoom out", onclick: zoom(1 / 1.3) }, "−"),
        h("button", { type: "button", onclick: () => this.graph?.fit(undefined, 18) }, "Fit"),
      ),
      this.told,
      h(
        "figcaption",
        h(
          "ul.legend",
          { "aria-label": "Colours of outlets" },
          colours.map(([outlet, colour]) =>
            h("li", { style: { "--colour": `var(${colour})` } }, bdi(OUTLETS.name[outlet])),
          ),
          rest > 0 && h("li", { style: { "--colour": "var(--other)" } }, counted(rest, "other")),
        ),
        h(
          "ul.legend.lines",
          { "aria-label": "Kinds of links" },
          h("li.by-words", "shared words"),
          h("li.related", "also in a related list"),
          h("li.same", "same text"),
        ),
        notes.length > 0 && h("p", notes.join(" ")),
      ),
    );
  },

  /** Draw the graph after the text is on the screen, because a large graph takes a moment. */
  openGraph() {
    this.leave();
    this.told.textContent = GRAPH_HINT;
    this.drawing = setTimeout(() => {
      this.graph = drawGraph(this.box, this.story, {
        tell: (text) => (this.told.textContent = text || GRAPH_HINT),
        pick: (article) => this.pick(article),
      });
      markGraph(this.graph, this.picked, this.halves);
    }, 30);
  },

  merges(story) {
    const point = (halves) => {
      this.halves = halves;
      if (this.graph) markGraph(this.graph, this.picked, halves);
    };
    return h(
      "details",
      { "data-paper": "" },
      h("summary", `Merge steps (${figure(DATA.merges[story.at].length)})`),
      h(
        "p.about",
        `The merges that made this story, the loosest first, each with the highest ${DATA.meta.knob} that keeps it; ${DATA.meta.knob} is ${general(DATA.meta.cut_at)}.`,
      ),
      h("div.steps-list", mergeSteps(story, point)),
    );
  },

  links(story) {
    const edges = edgesOf(story);
    return h(
      "details",
      h("summary", `Links as a list (${figure(DATA.edges.total[story.at])})`),
      h(
        "div.links-list",
        foldable(
          edges,
          (edge) =>
            h(
              "li",
              h("p", namedArticle(edge.left, 80)),
              h("p", namedArticle(edge.right, 80)),
              h("p.about", "Share ", bdi(sharedWords(edge)), `: ${evidenceInWords(edge)}`),
              edge.otherNames && h("p.about", bdi(otherNames(edge.left, edge.right))),
            ),
          12,
          "link",
        ),
      ),
    );
  },
});

/**
 * Return the panel that says why the picked articles are together.
 * @param {Story} story
 * @param {number[]} picked
 */
function explanation(story, picked) {
  if (picked.length < 2) {
    const loosest = mergesOf(story).at(-1);
    return [
      h(
        "p.about",
        picked.length
          ? "Pick a second article."
          : "Pick two articles, in the list or in the graph.",
      ),
      loosest &&
        h(
          "p",
          "The loosest merge: ",
          half(loosest.left),
          " with ",
          half(loosest.right),
          `; it holds up to ${DATA.meta.knob} ${general(loosest.height)}, and ${DATA.meta.knob} is ${general(DATA.meta.cut_at)}.`,
        ),
    ];
  }
  const [one, other] = picked;
  const reasons = why(story, one, other);
  const name = (letter, article) =>
    h("p.side-of", h("b.letter", letter), " ", namedArticle(article, 140));
  const parts = [name("A", one), name("B", other)];
  if (reasons.edge)
    parts.push(h("p", say("similarity", reasons.edge), " ", wordBars(reasons.edge)));
  parts.push(h("p", say("between", reasons)));
  if (reasons.edge?.otherNames) parts.push(h("p", bdi(otherNames(one, other))));
  if (reasons.path.length) parts.push(pathOf(one, reasons));
  parts.push(h("p", reasons.sentence), reasons.change && h("p", reasons.change));
  const command = `samestory explain ${ARTICLES.id[one]} ${ARTICLES.id[other]} SOURCE`;
  parts.push(h("p.command", h("code", command)));
  return parts.filter(Boolean);
}

/** The path from one article to the other, folded where the two are linked directly. */
function pathOf(one, { path, edge: own }) {
  const weakest = Math.min(...path.map(({ edge }) => edge.strength));
  return h(
    "details",
    { open: !own },
    h("summary", say("path", { steps: path.length, strength: weakest })),
    h(
      "ol.path",
      h("li", bdi(articleText(one))),
      path.map(({ edge, to }) =>
        h(
          "li",
          h("span.about", `${edge.strength.toFixed(3)}: `, bdi(sharedWords(edge))),
          h("br"),
          bdi(articleText(to)),
        ),
      ),
    ),
  );
}

/** @param {Edge} edge */
function wordBars(edge) {
  if (!edge.words.length) return say("no_words");
  const more = edge.shared - edge.words.length;
  return [
    h(
      "span.words",
      edge.words.map(([word, part]) =>
        h(
          "span.word",
          { style: { "--part": `${(100 * part) / edge.words[0][1]}%` } },
          bdi(word),
          ` ${part.toFixed(3)}`,
        ),
      ),
    ),
    more > 0 && ` ${figure(more)} more`,
  ];
}
