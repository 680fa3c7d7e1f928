// Copies: the duplicate groups by kind, which record to keep and why, and a list to take along.

const MOST_COPIES = 8;
const MOST_GROUPS_SHOWN = 60;

const copiesView = {
  build() {
    this.root = h("section.view", { "aria-labelledby": "copies-title" });
    return this.root;
  },

  show() {
    if (!this.root.childElementCount) this.draw();
    return "Copies";
  },

  draw() {
    const kinds = new Map();
    for (const group of DATA.groups) {
      if (!kinds.has(group.kind_words)) kinds.set(group.kind_words, []);
      kinds.get(group.kind_words).push(group);
    }
    const left = DATA.meta.left_out.groups;
    this.root.replaceChildren(
      h("h1", { id: "copies-title", tabindex: "-1" }, "Copies"),
      h(
        "p.about",
        null,
        DATA.groups.length
          ? "The same article more than once: which record to keep, and why."
          : "No copies were found.",
      ),
      ...(DATA.groups.length
        ? [copyButton("Copy all as a list", () => DATA.groups.map(asList).join("\n\n"))]
        : []),
      ...[...kinds].map(([kind, groups]) =>
        h(
          "section",
          null,
          h("h2", null, sentenceCase(kind), h("span.count", null, ` ${figure(groups.length)}`)),
          foldable(
            groups,
            (group) => h("li", null, copyGroup(group, false)),
            MOST_GROUPS_SHOWN,
            "group",
          ),
        ),
      ),
      ...(left ? [h("p.about", null, `${counted(left, "more group")} in duplicates.csv.`)] : []),
    );
  },
};

/** One duplicate group: the headline, why one is kept, and its records. */
function copyGroup(group, withKind) {
  const kept = group.records.find((record) => record.keep) ?? group.records[0];
  const story = STORIES[STORY_AT.get(kept.story) ?? -1];
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
              href: webLink(kept.url) || fragment("story", kept.story),
              rel: "noopener noreferrer",
              "data-step": "",
            },
            bdi(kept.title),
          ),
    ),
    h("p.about", null, withKind && `${sentenceCase(group.kind_words)}. `, `Kept: ${group.reason}.`),
    foldable(group.records, recordRow, MOST_COPIES, "record"),
    (group.more > 0 || group.mentions) &&
      h(
        "p.about",
        null,
        [
          group.more > 0 && `${counted(group.more, "more record")} in duplicates.csv`,
          group.mentions,
        ]
          .filter(Boolean)
          .join("; "),
      ),
    copyButton("Copy as list", () => asList(group)),
  );
}

function recordRow(record) {
  return h(
    record.keep ? "li.record.keep" : "li.record",
    null,
    h("span.verdict", null, record.keep ? "keep" : "copy"),
    h(
      "div",
      null,
      h("code.place", null, bdi(record.record)),
      h("span.by", null, bdi(record.outlet), record.outlet && ", ", timeOf(record.time)),
      webLink(record.url)
        ? outward("open", record.url, `Open ${record.record}`)
        : record.url && h("span.odd", null, bdi(shortened(record.url, 120))),
    ),
  );
}

/** A group as lines of text: verdict, record and address, split by tabs. */
function asList(group) {
  return [
    `${group.kind_words}: ${group.records[0].title}`,
    ...group.records.map((record) =>
      [record.keep ? "keep" : "copy", record.record, record.url].join("\t"),
    ),
  ].join("\n");
}

function copyButton(label, text) {
  const button = h("button.more.copy", { type: "button" }, label);
  button.addEventListener("click", async () => {
    button.textContent = (await toClipboard(text())) ? "Copied" : "Copying was refused";
    setTimeout(() => (button.textContent = label), 1600);
  });
  return button;
}

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

function sentenceCase(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
