// Of all steps those of the journeys that are ticked, and those that are ticked themselves.
const groups = [...document.querySelectorAll("[data-of]")];
const none = document.querySelector("[data-of-none]");

function show() {
  const ticked = [...document.querySelectorAll("[name=journeys]:checked")];
  const chosen = ticked.map(({ value }) => value);
  for (const group of groups)
    group.hidden = !chosen.includes(group.dataset.of) && !group.querySelector(":checked");
  none.hidden = groups.some((group) => !group.hidden);
}

document.addEventListener("change", ({ target }) => target.name === "journeys" && show());
addEventListener("pageshow", show);
show();
