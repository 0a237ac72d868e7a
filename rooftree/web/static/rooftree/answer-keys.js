// One question with numbered answers: 1, 2 and 3 choose and move on to the reason; Enter there sends it.
// Everything works without this file.
const form = document.querySelector("form[data-answers]");
const answers = form ? [...form.querySelectorAll('input[type="radio"]')] : [];
const reason = form?.querySelector('input[name="reason"]');

document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.keys === "off") return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input:not([type="radio"]), textarea, select, [contenteditable]')) return;
  const chosen = answers[Number(event.key) - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.checked = true;
  reason?.focus();
});
