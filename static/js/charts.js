// Reads the table already on the page, and lets people move through it with a slider.
function rowsOf(figure) {
  return [...figure.querySelectorAll("[data-series] tbody tr")];
}

function sentence(figure, index) {
  const heads = [...figure.querySelectorAll("[data-series] thead th")];
  const cells = [...rowsOf(figure)[index].cells].map((cell) => cell.textContent.trim());
  return cells
    .map((value, place) => [heads[place].dataset.say, value])
    .filter(([say, value]) => say && value)
    .map(([say, value]) => say.replace("{}", value))
    .join(", ");
}

function show(figure, { quiet = false } = {}) {
  const range = figure.querySelector(".scrub input");
  const index = Number(range.value);
  const text = sentence(figure, index);
  range.setAttribute("aria-valuetext", text);
  figure.querySelector(".scrub output").textContent = text;
  for (const svg of figure.querySelectorAll("svg[data-n]")) {
    const { x0, x1, n } = svg.dataset;
    const x = n > 1 ? Number(x0) + (index * (x1 - x0)) / (n - 1) : (Number(x0) + Number(x1)) / 2;
    const cross = svg.querySelector(".cross");
    cross.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
    cross.setAttribute("visibility", quiet ? "hidden" : "visible");
  }
}

function prepare(figure) {
  const box = figure.querySelector(".scrub");
  const count = rowsOf(figure).length;
  if (!box || count < 2 || !box.hidden) return;
  box.hidden = false;
  const range = box.querySelector("input");
  show(figure, { quiet: true });
}

function prepareAll() {
  for (const figure of document.querySelectorAll("[data-chart]")) prepare(figure);
}

document.addEventListener("input", (event) => {
  const figure = event.target.closest(".scrub") && event.target.closest("[data-chart]");
  if (figure) show(figure);
});

document.addEventListener("pointermove", (event) => {
  const svg = event.target.closest?.("[data-chart] svg[data-n]");
  if (!svg || event.pointerType === "touch") return;
  const figure = svg.closest("[data-chart]");
  const range = figure.querySelector(".scrub input");
  const box = svg.getBoundingClientRect();
  const { x0, x1, n } = svg.dataset;
  const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
  range.value = Math.round(((x - x0) / (x1 - x0)) * (n - 1));
  show(figure);
});

document.addEventListener("htmx:load", prepareAll);
prepareAll();
