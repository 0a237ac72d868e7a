// Everything works without this file. It lets GOV.UK's components move focus and announce, and says so when a
// part of a page could not be brought up to date.
import { Button, CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink, createAll } from "../vendor/govuk-frontend/govuk-frontend.min.js";

document.body.classList.add("js-enabled", ..."noModule" in HTMLScriptElement.prototype ? ["govuk-frontend-supported"] : []);
for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink]) createAll(component);

const alertBox = document.getElementById("alert"), told = document.getElementById("told");
let title = document.title;

for (const fault of ["htmx:response:error", "htmx:error"]) document.addEventListener(fault, () => {
  const words = document.getElementById("not-renewed");
  if (alertBox && words && !alertBox.hasChildNodes()) alertBox.append(words.content.cloneNode(true));
});

// After a swap: what is new is told to those who hear the page, and the focus stays where it was.
let focused = null;
document.addEventListener("htmx:before:swap", () => {
  const at = document.activeElement;
  focused = at && at !== document.body ? { id: at.id, href: at.getAttribute("href"), words: at.textContent } : null;
});
document.addEventListener("htmx:after:settle", () => {
  alertBox?.replaceChildren();
  const said = document.querySelector("[data-told]")?.dataset.told ?? (document.title === title ? "" : document.title);
  title = document.title;
  if (told && said && told.textContent !== said) told.textContent = said;
  if (!focused || document.activeElement !== document.body) return;
  const same = focused.id ? document.getElementById(focused.id) : [...document.querySelectorAll("main a[href], main button")]
    .find((one) => one.getAttribute("href") === focused.href && one.textContent === focused.words);
  same?.focus({ preventScroll: true });
});

// The note of a source lies on what follows it: Escape closes it and gives the focus back, a click beside it closes it.
const note = () => document.querySelector('details[name="source"][open]');
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" ? note() : null;
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  const open = note(), panel = open?.querySelector(".rt-source__panel");
  if (panel && !open.contains(event.target) && getComputedStyle(panel).position === "absolute") open.open = false;
});
