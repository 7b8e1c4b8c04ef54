// Buttons that say they work, and text that is not lost by leaving.
const WAIT = 200;

function busy(button) {
  if (!button || button.dataset.was !== undefined) return;
  button.dataset.was = "";
  button.timer = setTimeout(() => {
    button.style.minInlineSize = `${button.offsetWidth}px`;
    button.before_ = [...button.childNodes];
    button.replaceChildren(button.dataset.saving || "Saving…");
    button.setAttribute("aria-busy", "true");
  }, WAIT);
}

function rest(button) {
  if (!button || button.dataset.was === undefined) return;
  clearTimeout(button.timer);
  if (button.before_) button.replaceChildren(...button.before_);
  delete button.before_;
  delete button.dataset.was;
  button.removeAttribute("aria-busy");
  button.style.minInlineSize = "";
}

const buttonOf = (event) =>
  event.detail?.requestConfig?.triggeringEvent?.submitter ??
  (event.detail?.elt?.matches("button") ? event.detail.elt : null);

document.addEventListener("htmx:beforeRequest", (event) => busy(buttonOf(event)));
document.addEventListener("htmx:afterRequest", (event) => rest(buttonOf(event)));

// A page on its way answers a second press with patience, not a second sending.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  busy(event.submitter);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[data-was]")) rest(button);
});

const written = (field) => field.value.trim() && field.value !== field.defaultValue;
addEventListener("beforeunload", (event) => {
  const fields = document.querySelectorAll(
    "form.form[method=post]:not([data-sent], [data-leave]) :is(textarea, input[type=text])",
  );
  if ([...fields].some(written)) event.preventDefault();
});

// Forms of filters send themselves once something is chosen.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto]");
  if (form && !event.target.matches("[type=search], [type=text]")) form.requestSubmit();
});

// What they left behind unsaved is seen to wherever they go; its script comes with it.
const left = document.getElementById("left")?.dataset;
if (left && Object.keys(localStorage).some((name) => name.startsWith(left.mine)))
  import(left.script);
