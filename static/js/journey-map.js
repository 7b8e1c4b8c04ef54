// The map keeps its place sideways when it comes anew.
let left = 0;

document.addEventListener("htmx:beforeSwap", () => {
  left = document.getElementById("map-wrap")?.scrollLeft ?? 0;
});
document.addEventListener("htmx:afterSettle", () => {
  const map = document.getElementById("map-wrap");
  if (map && left) map.scrollLeft = left;
});
