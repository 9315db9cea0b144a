// The review screen, made pleasant. Everything here can be done with the buttons as well.
(() => {
  const form = document.getElementById("review");
  if (!form) return;

  function ask(op) {
    const button = document.createElement("button");
    button.name = "op";
    button.value = op;
    button.hidden = true;
    form.append(button);
    form.requestSubmit(button);
  }

  const isTyping = (element) => element.matches("textarea, select, input");

  function toDoubt(step) {
    const places = [...form.querySelectorAll(".draft-card, .draft-line, .draft-section__head")]
      .filter((place) => place.querySelector(":is(.looks:not([hidden]), .names) :is(.look--doubt, .look--error)"));
    const { before: earlier, after: later } = document.getElementById("review-tools").dataset; // on other pages
    const further = step > 0 ? later : earlier;
    if (!places.length) return further && ask(`go:${further}`);
    const here = document.activeElement.closest(".draft-card, .draft-line, .draft-section__head")
      ?? form.querySelector(":is(.draft-card, .draft-line, .draft-section__head):target"); // one was led here from another page
    const at = places.indexOf(here);
    const before = here ? places.filter((place) => here.compareDocumentPosition(place) & 2).length : 0;
    const next = at >= 0 ? at + step : step > 0 ? before : before - 1;
    if (further && !places[next]) return ask(`go:${further}`);
    const place = places[(next + places.length) % places.length];
    place.scrollIntoView({ block: "start" });
    place.querySelector("[tabindex='-1']").focus({ preventScroll: true });
  }

  // Places are counted in letters, as the server does, not in halves of them.
  const splitAtCaret = (text) =>
    ask(`split-at:${text.dataset.splits}:${[...text.value.slice(0, text.selectionStart)].length}`);

  // One button for all cards: it stands below the text where the caret is or was last.
  const splitHere = document.createElement("button");
  Object.assign(splitHere, { type: "button", className: "tool tool--small", textContent: "Разделить здесь" });
  form.addEventListener("focusin", (event) => {
    if (event.target.dataset.splits && splitHere.previousElementSibling !== event.target) event.target.after(splitHere);
  });
  splitHere.addEventListener("click", () => splitAtCaret(splitHere.previousElementSibling));

  // The same for all names of the table: what is typed takes effect by Enter and by this button.
  const replaceName = document.createElement("button");
  Object.assign(replaceName, { type: "submit", name: "op", value: "save", className: "tool tool--small", textContent: "Заменить везде" });
  form.addEventListener("input", ({ target }) => {
    if (target.closest(".names__row:not(.names__row--red)")) target.after(replaceName);
  });

  // The source goes along with the card that one was led to, stands in, or has scrolled to; its paragraph is marked.
  // By hand it takes «показать в тексте».
  const source = document.getElementById("source");
  function showInSource(card) {
    const shown = card?.querySelector(".in-source");
    const paragraph = shown && document.getElementById(shown.hash.slice(1));
    if (!paragraph || paragraph.classList.contains("paragraph--current")) return;
    source.querySelector(".paragraph--current")?.classList.remove("paragraph--current");
    paragraph.classList.add("paragraph--current");
    if (getComputedStyle(source).position !== "sticky") return;
    source.scrollTop += paragraph.getBoundingClientRect().top - source.getBoundingClientRect().top - 48;
  }
  const follow = () => /^#[cl]-/.test(location.hash) && showInSource(document.getElementById(location.hash.slice(1)));
  window.addEventListener("hashchange", follow);
  follow();
  form.addEventListener("focusin", (event) => showInSource(event.target.closest(".draft-card--item, .draft-line")));
  // A card has been scrolled to when it crosses a line in the upper third of the window.
  const crossing = new IntersectionObserver(
    (crossed) => crossed.filter((entry) => entry.isIntersecting).forEach((entry) => showInSource(entry.target)),
    { rootMargin: "-30% 0px -69% 0px" },
  );
  if (source) form.querySelectorAll(".draft-card--item, .draft-line").forEach((card) => crossing.observe(card));

  // Who leaves what she has just added without a word in it is told so; without a script, at the next button.
  form.addEventListener("focusout", (event) => {
    const place = event.target.closest(".draft-card--item, .draft-line");
    const looks = place?.querySelector(".looks[hidden]");
    if (looks && document.hasFocus() && !place.contains(event.relatedTarget)) looks.hidden = Boolean(place.querySelector("textarea").value.trim());
  });

  document.addEventListener("keydown", (event) => {
    const key = event.key;
    if (event.altKey && !event.ctrlKey && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault();
      toDoubt(key === "ArrowDown" ? 1 : -1);
    } else if (event.ctrlKey && key === "Enter" && event.target.dataset.splits) {
      event.preventDefault();
      splitAtCaret(event.target);
    } else if (event.ctrlKey && event.code === "KeyZ" && !isTyping(event.target)) {
      event.preventDefault();
      document.getElementById(event.shiftKey ? "redo" : "undo").click();
    }
  });
})();
