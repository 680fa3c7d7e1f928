// @ts-check
// One story: its head, its neighbours in the list, and which articles are picked; timeline.js and
// why.js draw the rest.

const storyView = /** @type {StoryView} */ ({
  ...timelineOfStory,
  ...whyOfStory,

  show(route) {
    const story = STORIES[STORY_AT.get(route.id) ?? -1];
    if (!story) {
      this.leave();
      this.story = null;
      return notFound(this.root, "story", route.id, "#stories", "All stories");
    }
    const inStory = (name) => {
      const at = Number.parseInt(route.params.get(name) ?? "", 10);
      return at >= 0 && at < story.size ? story.start + at : null;
    };
    this.picked = [inStory("a"), inStory("b")].filter((article) => article !== null);
    if (this.story !== story) this.draw(story);
    else if (story.size > 1 && !this.graph) this.openGraph(); // back from another view
    this.mark();
    return story.headline;
  },

  /** Remove the graph from its canvas; the rest of the view stays as it is. */
  leave() {
    clearTimeout(this.drawing);
    this.graph?.destroy();
    this.graph = null;
  },

  draw(story) {
    this.story = story;
    this.halves = null;
    this.rows = new Map();
    const title = h("h1", { id: "story-title", tabindex: "-1" }, bdi(story.headline));
    const parts = [
      h(
        "p.crumbs",
        h("a", { href: "#stories", onclick: backToList }, "← Stories"),
        this.neighbours(story),
      ),
      h(
        "header.storyhead",
        storyWeight(story),
        h(
          "div",
          title,
          storyFacts(story),
          contrastLine(story),
          threadLine(story),
          outletChips(story, 400),
          groupBars(story),
          keywordLinks(story),
          alarmList(story),
        ),
      ),
    ];
    if (story.size > 1) {
      parts.push(
        h(
          "p.to-why",
          h("button.more", { type: "button", onclick: () => this.toWhy() }, "Why together ↓"),
        ),
      );
      this.why = h("div.why", { "aria-live": "polite" });
      this.box = h("div.canvas", {
        role: "img",
        "aria-label": `Graph of ${counted(story.size, "article")}; the list of links below holds the same in words`,
      });
      this.told = h("p.told", { "aria-hidden": "true" });
      parts.push(
        h(
          "div.columns.reasons",
          h("div.main", this.timeline(story), this.copies(story)),
          h(
            "aside.side",
            { "aria-label": "Why these are together" },
            h("h2", { id: "why-title", tabindex: "-1" }, "Why together"),
            this.why,
            this.graphFigure(story),
          ),
          h(
            "section.evidence",
            { "aria-labelledby": "evidence-title" },
            h("h2", { id: "evidence-title" }, "Evidence in full"),
            this.merges(story),
            this.links(story),
          ),
        ),
      );
    } else {
      parts.push(this.alone(story));
    }
    this.root.replaceChildren(...parts);
    if (story.size > 1) this.openGraph();
  },

  /** Where the reasons stand below the timeline, bring them into view. */
  toWhy() {
    const title = byId("why-title");
    title.scrollIntoView({ block: "start" });
    title.focus({ preventScroll: true });
  },

  neighbours(story) {
    const list = storyList.stories.includes(story) ? storyList.stories : STORIES;
    const at = list.indexOf(story);
    const link = (other, text, rel) =>
      other && h("a", { href: storyLink(other), rel, title: other.headline }, text);
    this.previous = list[at - 1];
    this.next = list[at + 1];
    return h(
      "span.neighbours",
      h("span", `${figure(at + 1)} of ${figure(list.length)}`),
      link(this.previous, "Previous", "prev"),
      link(this.next, "Next", "next"),
    );
  },

  alone(story) {
    const article = story.start;
    const url = ARTICLES.url[article];
    const address = ARTICLES.address[article];
    return h(
      "div.alone-story",
      ARTICLES.excerpt[article] && h("p.excerpt", bdi(ARTICLES.excerpt[article])),
      url
        ? h("p", outward(["Open at ", bdi(outletOf(article))], url))
        : address && h("p.odd", "Address: ", bdi(shortened(address, 200))),
      this.copies(story),
    );
  },

  /** Pick an article, or drop it; two are compared, and a third replaces the first. */
  pick(article) {
    const { story } = this;
    if (!story) return;
    const picked = this.picked.includes(article)
      ? this.picked.filter((one) => one !== article)
      : [...this.picked, article].slice(-2);
    const [a, b] = picked.map((one) => String(one - story.start));
    go(fragment("story", story.id, { a, b }), true);
    if (picked.length === 2 && matchMedia("(max-width: 60rem)").matches)
      this.why.scrollIntoView({ block: "nearest", behavior: "smooth" });
  },

  /** Show in rows, graph and explanation which articles are picked. */
  mark() {
    const { story } = this;
    if (!story || story.size < 2) return;
    const base = this.picked.length ? this.picked[0] : story.lead;
    const inBase = new Set(wordsOf(ARTICLES.title[base]));
    for (const [article, { row, pick, headline }] of this.rows) {
      const isPicked = this.picked.includes(article);
      row.classList.toggle("picked", isPicked);
      row.classList.toggle("base", article === base);
      pick.setAttribute("aria-pressed", String(isPicked));
      pick.textContent = isPicked ? "AB"[this.picked.indexOf(article)] : "";
      const title = ARTICLES.title[article];
      // In a headline that shares no word, as one in another language, all would be marked.
      const shares = article !== base && wordsOf(title).some((word) => inBase.has(word));
      headline.replaceChildren(h("bdi", markedWords(title, shares ? inBase : null)));
    }
    this.compared.replaceChildren(
      "Marked words are not in ",
      this.picked.length ? "the headline you picked first" : "the lead headline",
      " (",
      h("b", bdi(outletOf(base))),
      ").",
    );
    if (this.graph) markGraph(this.graph, this.picked, this.halves);
    this.why.replaceChildren(...explanation(story, this.picked));
  },
});
