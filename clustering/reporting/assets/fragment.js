// @ts-check
// The URL's fragment holds the state of the page, so that a link shares it: #view/id?name=value.

/** @param {string} hash */
function readFragment(hash) {
  const [path, query = ""] = hash.replace(/^#/, "").split("?", 2);
  const [view, ...rest] = path.split("/");
  return { view, id: decoded(rest.join("/")), params: new URLSearchParams(query) };
}

/**
 * Return the fragment of a view; parameters without a value are left out.
 * @param {string} view
 * @param {string} [id]
 * @param {Record<string, unknown>} [params]
 */
function fragment(view, id, params) {
  const kept = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const one of [value].flat()) {
      if (one !== "" && one !== null && one !== undefined && one !== false)
        kept.append(name, one === true ? "1" : String(one));
    }
  }
  const query = kept.toString();
  return `#${view}${id ? `/${encodeURIComponent(id)}` : ""}${query ? `?${query}` : ""}`;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const storyLink = (story, params) => fragment("story", story.id, params);
const threadLink = (story) => fragment("thread", story.id);
const coverageLink = (params) => fragment("stories", "", { kind: COVERAGE, ...params });
const outletLink = (outlet) => fragment("outlet", outletName(outlet));
