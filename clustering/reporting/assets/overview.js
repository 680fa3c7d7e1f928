// @ts-check
// The overview: the page's frame tells it, and chart.js draws in it.

const overviewView = /** @type {Overview} */ ({
  ...chartOverTime,

  show() {
    this.drawChart();
    return "Overview";
  },

  build() {
    const frame = framePart("overview-frame");
    this.box = frame.querySelector(".chart");
    frame.querySelector(".tiles a[href='#overview']")?.addEventListener("click", showSkips);
    this.root.append(frame);
  },
});

/** @param {Event} event */
function showSkips(event) {
  event.preventDefault();
  const skips = /** @type {HTMLDetailsElement} */ (byId("skips"));
  skips.open = true;
  skips.scrollIntoView({ block: "center" });
  skips.querySelector("summary")?.focus({ preventScroll: true });
}
