// @ts-check
// Copies: the duplicate groups by kind, which record to keep and why, and a list to copy.

const MOST_COPIES = 8; // shown before a click, in a group
const MOST_GROUPS_SHOWN = 60; // shown before a click, of a kind

const copiesView = /** @type {CopiesView} */ ({
  build() {
    this.root = h("section.view", { "aria-labelledby": "copies-title" });
    return this.root;
  },

  show(route) {
    const kinds = kindsOfCopies();
    const asked = route.params.get("kind") ?? "";
    const wanted = kinds.some(([kind]) => kind === asked) ? asked : "";
    if (this.wanted !== wanted) this.draw(kinds, wanted);
    this.wanted = wanted;
    return "Copies";
  },

  draw(kinds, wanted) {
    const shown = kinds.filter(([kind]) => !wanted || kind === wanted);
    const groups = shown.flatMap(([, own]) => own);
    const left = DATA.meta.left_out.groups;
    this.root.replaceChildren(
      h("h1", { id: "copies-title", tabindex: "-1" }, "Copies"),
      h(
        "p.about",
        null,
        groups.length
          ? `${say("copies")} Point at the evidence to see its figures.`
          : say("no_copies"),
      ),
      ...(kinds.length > 1 ? [kindChips(kinds, wanted)] : []),
      ...(groups.length
        ? [copyButton("Copy all as a list", () => groups.map(asList).join("\n\n"))]
        : []),
      ...shown.map(([, own]) =>
        h(
          "section",
          null,
          h(
            "h2",
            null,
            sentenceCase(own[0].kind_words),
            h("span.count", null, ` ${figure(own.length)}`),
          ),
          foldable(
            own,
            (group) => h("li", null, copyGroup(group, false)),
            MOST_GROUPS_SHOWN,
            "group",
          ),
        ),
      ),
      ...(left ? [h("p.about", null, `${counted(left, "more group")} in duplicates.csv.`)] : []),
    );
  },
});

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
 * @param {string} wanted
 */
function kindChips(kinds, wanted) {
  const chip = (kind, words, count) =>
    h(
      kind === wanted ? "li.first" : "li",
      null,
      h(
        "a",
        { href: fragment("copies", "", { kind }), "aria-current": kind === wanted && "true" },
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

/** @param {Group} group */
function keptRecord(group) {
  return group.records.find((record) => record.keep) ?? group.records[0];
}

/**
 * One duplicate group: the headline, why one record is kept, and the records with their evidence.
 * @param {Group} group
 * @param {boolean} withKind
 */
function copyGroup(group, withKind) {
  const kept = keptRecord(group);
  const story = STORIES[STORY_AT.get(kept.story) ?? -1];
  const rest = [
    group.more > 0 && `${counted(group.more, "more record")} in duplicates.csv`,
    group.mentions,
  ].filter(Boolean);
  return h(
    "article.group",
    null,
    h(
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
    ),
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
