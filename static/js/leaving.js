// Asks before a page is left with something in its form that only its button saves. For the desk of entry by hand
// and for uploads; the screens of a draft look after themselves (kept.js, autosave.js).
(() => {
  const form = document.querySelector("form[data-asks], #content-main form[id$='_form']");
  if (!form) return;
  const WRITTEN = "textarea, input:not([type='hidden'], [type='checkbox'], [type='radio'], [type='submit'])";
  // A form that came back with its mistakes holds what nobody has saved.
  const isRefused = Boolean(document.querySelector(".errornote, .error-summary"));
  let isSent = false;
  const isTyped = () => [...form.elements].some((field) => field.matches(WRITTEN) && field.value !== field.defaultValue);
  window.addEventListener("submit", (event) => { isSent = event.target === form && !event.defaultPrevented; });
  // Typed after a press that was stopped, it is sent by nobody.
  window.addEventListener("input", () => { isSent = false; });
  window.addEventListener("pageshow", () => { isSent = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && (isRefused || isTyped())) event.preventDefault();
  });
})();
