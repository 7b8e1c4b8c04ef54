// The theme switch: device, light, dark. Kept by the server, painted at once.
const ORDER = ["", "light", "dark"];
const root = document.documentElement;

function paint(form, theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  for (const label of document.querySelectorAll("[data-theme-label]"))
    label.textContent = `Theme: ${theme || "follow device"}`;
  const next = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
  for (const button of document.querySelectorAll("[data-theme-form] [name=theme]"))
    button.value = next;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  const theme = event.submitter?.value ?? "";
  const body = new FormData(form, event.submitter);
  paint(form, theme);
  try {
    await fetch(form.action, { method: "POST", body, redirect: "manual" });
  } catch {
    document.body.dispatchEvent(
      new CustomEvent("toast", { detail: { text: "The theme was not kept. Try again." } }),
    );
  }
});
