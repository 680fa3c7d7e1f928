// @ts-check
// The keyboard of the desk: steps, ticks and presses what stands on the page. Nothing needs it.

(() => {
  const steps = [...document.querySelectorAll("[data-step]")];
  let at = -1;

  /** @param {number} by */
  function step(by) {
    if (!steps.length) return;
    steps[at]?.classList.remove("at");
    at = Math.min(Math.max(at + by, 0), steps.length - 1);
    steps[at].classList.add("at");
    steps[at].scrollIntoView({ block: "nearest" });
    const first = steps[at].querySelector("input, a, button");
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  }

  /** @param {string} key */
  function press(key) {
    const found = document.querySelector(`[data-key="${key}"]`);
    if (found instanceof HTMLElement) found.click();
    return Boolean(found);
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const box = steps[at]?.querySelector("input[type=checkbox]");
      if (box instanceof HTMLInputElement) box.checked = !box.checked;
    },
    "/": () => document.getElementById("q")?.focus(),
    m: () => document.getElementById("with")?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const on = event.target;
    const writes = on instanceof HTMLInputElement && on.type !== "checkbox" && on.type !== "radio";
    if (event.key === "Escape" && on instanceof HTMLElement) on.blur();
    if (writes) return;
    if (Object.hasOwn(keys, event.key)) keys[event.key]();
    else if (!/^[a-z?]$/.test(event.key) || !press(event.key)) return;
    event.preventDefault();
  });
})();
