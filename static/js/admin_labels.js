// Select2 draws its own boxes over the choices of the admin and names none of them. Each is called as its field is,
// for whoever hears the page; boxes come with new rows and lists with a press, so they are looked for at each change.
(() => {
  const labelOf = (select) => select?.getAttribute("aria-label") || select?.labels?.[0]?.textContent.trim().replace(/:$/, "") || "";

  function nameSingle(box, name) {
    const chosen = box.querySelector(".select2-selection__rendered");
    const selection = box.querySelector(".select2-selection--single");
    chosen.removeAttribute("role");
    chosen.removeAttribute("aria-readonly");
    selection.removeAttribute("aria-labelledby");
    selection.setAttribute("aria-label", `${name}: ${chosen.title || "не выбрано"}`);
  }

  function nameSeveral(box, name) {
    const chips = box.querySelector(".select2-selection__rendered");
    chips.setAttribute("role", "group"); // beside its items it holds a button
    chips.setAttribute("aria-label", name);
    for (const chip of chips.querySelectorAll("li")) chip.setAttribute("role", "none");
    box.querySelector(".select2-search__field").setAttribute("aria-label", name);
  }

  function nameAll() {
    for (const box of document.querySelectorAll("select + .select2-container")) {
      const name = labelOf(box.previousElementSibling);
      (box.querySelector(".select2-selection--single") ? nameSingle : nameSeveral)(box, name);
    }
    const open = document.querySelector("select + .select2-container--open");
    const field = document.querySelector(".select2-dropdown .select2-search__field");
    if (open && field) field.setAttribute("aria-label", labelOf(open.previousElementSibling));
  }

  let isAsked = false;
  new MutationObserver(() => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      nameAll();
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
