// A button copies the field it names. Without script there is none, and one copies by hand.
const tell = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text } }));

function show() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

// Browsers have no clipboard on pages that come without encryption, and may refuse it.
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (!button) return;
  const copied = await copy(document.getElementById(button.dataset.copy));
  tell(copied ? "Copied" : "It is selected. Copy it with the keyboard.");
});
document.addEventListener("htmx:afterSwap", show);
show();
