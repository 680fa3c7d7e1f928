// @ts-check
// Draws a story's graph with cytoscape: articles coloured by outlet, edges by their evidence.

const MOST_NODES = 150; // articles that are drawn
const MOST_LABELS = 16; // with more articles than this, no names are drawn
const MANY_LINES = 90; // from here on lines are faint
const MOST_LINES_DRAWN = 300;
const PALETTE = ["--o1", "--o2", "--o3", "--o4", "--o5", "--o6", "--o7", "--o8"];

/**
 * Return the colour of each outlet of a story: one for each with most articles, grey for the rest.
 * @param {Story} story
 */
function outletColours(story) {
  const counts = timesOf(story.articles);
  const times = (outlet) => counts.get(outlet) ?? 0;
  const ranked = [...counts.keys()].sort(
    (a, b) => times(b) - times(a) || story.outlets.indexOf(a) - story.outlets.indexOf(b),
  );
  return new Map(ranked.map((outlet, at) => [outlet, PALETTE[at] ?? "--other"]));
}

/** @type {(edge: Edge) => string} */
const edgeKind = (edge) => (edge.sameText ? "same" : edge.related ? "related" : "words");

/**
 * Return the articles to draw: all of them, or in a large story those with the strongest edges.
 * @param {Story} story
 * @param {Edge[]} edges
 */
function drawnArticles(story, edges) {
  if (story.size <= MOST_NODES) return story.articles;
  const drawn = new Set([story.lead, story.start]);
  for (const edge of edges) {
    for (const end of [edge.left, edge.right]) if (drawn.size < MOST_NODES) drawn.add(end);
  }
  return [...drawn].sort((a, b) => a - b);
}

/** Return a function that joins two articles, and returns whether they were apart before. */
function joiner() {
  /** @type {Map<number, number>} */
  const home = new Map();
  const root = (/** @type {number} */ article) => {
    let at = article;
    for (let next = home.get(at); next !== undefined; next = home.get(at)) at = next;
    return at;
  };
  return (/** @type {number} */ one, /** @type {number} */ other) => {
    const [a, b] = [root(one), root(other)];
    if (a !== b) home.set(a, b);
    return a !== b;
  };
}

/**
 * Return the links to draw: the strongest, and the others that keep the story connected.
 * @param {Edge[]} edges
 */
function drawnLinks(edges) {
  const join = joiner();
  let drawn = 0;
  return edges.filter((edge) => {
    const isDrawn = join(edge.left, edge.right) || drawn < MOST_LINES_DRAWN;
    drawn += Number(isDrawn);
    return isDrawn;
  });
}

/** Draw into `box`; calls `tell(text)` about what is pointed at, `pick(article)` at a click. */
function drawGraph(box, story, { tell, pick }) {
  const edges = edgesOf(story);
  const articles = drawnArticles(story, edges);
  const isDrawn = new Set(articles);
  const colours = outletColours(story);
  const turn = (2 * Math.PI) / articles.length;
  const hasLabels = articles.length <= MOST_LABELS;
  const length = hasLabels ? 190 : 130; // names take room
  const radius = 40 + 12 * articles.length;
  const nodes = articles.map((article, at) => ({
    data: {
      id: `n${article}`,
      article,
      label: shortened(outletOf(article), 16),
      colour: colours.get(ARTICLES.outlet[article]),
      size: article === story.lead ? 24 : 16,
    },
    position: { x: radius * Math.cos(at * turn), y: radius * Math.sin(at * turn) },
  }));
  const lines = drawnLinks(edges)
    .filter((edge) => isDrawn.has(edge.left) && isDrawn.has(edge.right))
    .map((edge, at) => ({
      data: {
        id: `e${at}`,
        source: `n${edge.left}`,
        target: `n${edge.right}`,
        width: 0.7 + 5 * edge.similarity,
        similarity: edge.similarity,
        kind: edgeKind(edge),
        edge,
      },
    }));
  const graph = cytoscape({
    container: box,
    elements: [...nodes, ...lines],
    style: graphStyle(articles.length, lines.length),
    layout: {
      name: "cose",
      animate: false,
      randomize: false,
      fit: true,
      padding: 18,
      numIter: articles.length > 30 ? 250 : 600,
      idealEdgeLength: (edge) => length * (1 - 0.7 * edge.data("similarity")),
      nodeRepulsion: () => (hasLabels ? 400000 : 120000),
      nodeOverlap: 12,
      gravity: 0.4,
    },
    minZoom: 0.15,
    maxZoom: 3,
    userZoomingEnabled: false, // the wheel scrolls the page; buttons zoom
    boxSelectionEnabled: false,
  });
  const most = hasLabels ? 1.25 : 1.6; // so that the dots of three articles are not huge
  if (graph.zoom() > most) {
    graph.zoom(most);
    graph.center();
  }
  const grown = Math.min(0.8 / graph.zoom(), 3); // dots of a wide graph stay large enough to hit
  if (grown > 1) {
    for (const node of graph.nodes()) node.data("size", grown * node.data("size"));
    for (const line of graph.edges()) line.data("width", grown * line.data("width"));
  }
  graph.on("mouseover", "edge", ({ target }) => tell(edgeText(target.data("edge"))));
  graph.on("mouseover", "node", ({ target }) => tell(articleText(target.data("article"))));
  graph.on("mouseout", () => tell(""));
  graph.on("tap", "node", ({ target }) => pick(target.data("article")));
  graph.on("tap", "edge", ({ target }) => tell(edgeText(target.data("edge"))));
  return graph;
}

/** @type {(article: number) => string} */
const articleText = (article) => `${outletOf(article)}: ${shortened(ARTICLES.title[article], 140)}`;

/** @type {(edge: Edge) => string} */
const edgeText = (edge) =>
  `${outletOf(edge.left)} – ${outletOf(edge.right)}: share ${sharedWords(edge)} (${evidenceInWords(edge).slice(0, -1)})`;

/**
 * Mark the picked articles, and the two halves of a merge when one is pointed at.
 * @param {any} graph
 * @param {number[]} picked
 * @param {Halves | null} halves
 */
function markGraph(graph, picked, halves) {
  graph.batch(() => {
    graph.elements().removeClass("picked faded left right");
    for (const article of picked) graph.getElementById(`n${article}`).addClass("picked");
    if (!halves) return;
    graph.elements().addClass("faded");
    for (const side of ["left", "right"]) {
      for (const article of halves[side])
        graph.getElementById(`n${article}`).removeClass("faded").addClass(side);
    }
    for (const line of graph.edges())
      if (!line.source().hasClass("faded") && !line.target().hasClass("faded"))
        line.removeClass("faded");
  });
}

/**
 * Set the colours again, after a change to paper or to the dark.
 * @param {any} graph
 */
function restyleGraph(graph) {
  graph?.style(graphStyle(graph.nodes().length, graph.edges().length));
}

/**
 * @param {number} nodes
 * @param {number} lines
 */
function graphStyle(nodes, lines) {
  const ink = cssVariable("--ink");
  const paper = cssVariable("--paper");
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        "background-color": (node) => cssVariable(node.data("colour")),
        "border-width": 1.5,
        "border-color": paper,
        label: nodes <= MOST_LABELS ? "data(label)" : "",
        color: ink,
        "font-size": 10,
        "font-family": "system-ui, sans-serif",
        "text-margin-y": -3,
        "text-outline-color": paper,
        "text-outline-width": 2,
        "min-zoomed-font-size": 6,
      },
    },
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "curve-style": "straight",
        "line-color": cssVariable("--edge"),
        opacity: lines > MANY_LINES ? 0.35 : 0.75,
      },
    },
    {
      selector: "edge[kind = 'related']",
      style: { "line-color": cssVariable("--edge-related"), "line-style": "dashed" },
    },
    { selector: "edge[kind = 'same']", style: { "line-color": cssVariable("--edge-same") } },
    { selector: "node.picked", style: { "border-width": 4, "border-color": ink } },
    { selector: "node.left", style: { shape: "diamond" } },
    { selector: ".faded", style: { opacity: 0.15 } },
  ];
}
