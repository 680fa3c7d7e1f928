// @ts-check
// Copies: own posts first, then all groups by kind or by story, folded; and a list to copy.

const MOST_COPIES = 8; // shown before a click, in a group
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
        null,
        any ? `${say("copies")} Point at the evidence to see its figures.` : say("no_copies"),
      ),
      ...(any ? [h("p", null, this.search), this.head] : []),
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
          null,
          h("h2", null, heading, h("span.count", null, ` ${figure(part.length)}`)),
          foldable(
            part,
            (group) => h("li", null, copyGroup(group, true, true)),
            MOST_GROUPS_SHOWN,
            "group",
          ),
        ),
      ),
      ...(q && !groups.length ? [h("p.none", null, "No group has these words.")] : []),
      ...(left ? [h("p.about", null, `${counted(left, "more group")} in duplicates.csv.`)] : []),
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
      null,
      h(
        "a",
        { href: copiesLink({ ...asked, kind }), "aria-current": kind === asked.kind && "true" },
        words,
        h("span.times", null, ` ${figure(count)}`),
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
      null,
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

/** @param {Group} group */
function keptRecord(group) {
  return group.records.find((record) => record.keep) ?? group.records[0];
}

/**
 * One duplicate group: the headline, why one record is kept, and the records with their evidence.
 * @param {Group} group
 * @param {boolean} withKind
 * @param {boolean} [isFolded]
 */
function copyGroup(group, withKind, isFolded) {
  const kept = keptRecord(group);
  const story = STORIES[STORY_AT.get(kept.story) ?? -1];
  const rest = [
    group.more > 0 && `${counted(group.more, "more record")} in duplicates.csv`,
    group.mentions,
  ].filter(Boolean);
  const heading = h(
    "h3",
    null,
    story && story.size > 1
      ? h("a", { href: storyLink(story), "data-step": "" }, bdi(kept.title))
      : h(
          "a",
          {
            href: kept.url || fragment("story", kept.story),
            rel: "noopener noreferrer",
            "data-step": "",
          },
          bdi(kept.title),
        ),
  );
  const inside = [
    h(
      "p.about",
      null,
      withKind && `${sentenceCase(group.kind_words)}. `,
      group.agency && ["Agency: ", bdi(group.agency), ". "],
      `Kept: ${group.reason}.`,
    ),
    foldable(group.records, (record) => recordRow(record, kept), MOST_COPIES, "record"),
    h(
      "p.after",
      null,
      copyButton("Copy as list", () => asList(group)),
      rest.length > 0 && h("span.about", null, rest.join("; ")),
    ),
  ];
  if (!isFolded) return h("article.group", null, heading, inside);
  const records = counted(group.records.length + group.more, "record");
  return h(
    "article.group.folded",
    null,
    heading,
    h("details", null, h("summary", null, records), inside),
  );
}

/**
 * @param {GroupRecord} record
 * @param {GroupRecord} kept
 */
function recordRow(record, kept) {
  const other = record.title !== kept.title;
  return h(
    record.keep ? "li.record.keep" : "li.record",
    null,
    h("span.verdict", null, record.keep ? "keep" : "copy"),
    h(
      "div",
      null,
      other &&
        h(
          "p.retitled",
          null,
          h("bdi", null, markedWords(record.title, new Set(wordsOf(kept.title)))),
        ),
      h(
        "p.by",
        null,
        record.outlet && [h("b", null, bdi(record.outlet)), ", "],
        timeOf(record.time),
        record.url
          ? outward("open", record.url, `Open ${record.record}`)
          : record.address && h("span.odd", null, bdi(shortened(record.address, 120))),
      ),
      record.agrees &&
        h(
          record.figures ? "p.agrees.told-more" : "p.agrees",
          { title: record.figures },
          sentenceCase(record.agrees),
          record.figures && h("span.hidden", null, ` (${record.figures})`),
        ),
      h("code.place", null, bdi(record.record)),
    ),
  );
}

/**
 * A group as lines of text: keep or copy, record, address and evidence, separated by tabs.
 * @param {Group} group
 */
function asList(group) {
  return [
    `${group.kind_words}: ${group.records[0].title}`,
    ...group.records.map((record) =>
      [
        record.keep ? "keep" : "copy",
        record.record,
        record.address ?? record.url,
        record.agrees ?? "",
      ]
        .join("\t")
        .trimEnd(),
    ),
  ].join("\n");
}

/**
 * @param {string} label
 * @param {() => string} text
 */
function copyButton(label, text) {
  const button = h("button.more.copy", { type: "button" }, label);
  button.addEventListener("click", async () => {
    button.textContent = (await toClipboard(text())) ? "Copied" : "The browser refused to copy";
    setTimeout(() => (button.textContent = label), 1600);
  });
  return button;
}

/** @param {string} text */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy"); // where the clipboard needs a secure page
    field.remove();
    return done;
  }
}

/** @param {string} text */
function sentenceCase(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
