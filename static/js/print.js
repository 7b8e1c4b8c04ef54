// Browsers that cannot print what is folded away get it unfolded for the moment.
const FOLDED =
  "details.needs-more:not([open]), details.fold:not([open], :has(form, input))";
let opened = [];

addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll(FOLDED)];
  for (const fold of opened) fold.open = true;
});

addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
  opened = [];
});
