// «Скрыть личные данные»: what is marked on a page stands in the form already. It goes through this tab's own memory,
// never through an address: what is private must not lie in logs and histories.
(() => {
  const link = document.querySelector("[data-hide]");
  // A click may take the marking away before anybody can read it.
  link?.addEventListener("pointerdown", keep);
  link?.addEventListener("click", keep);
  function keep() {
    const words = String(getSelection()).replace(/\s+/g, " ").trim();
    if (words) sessionStorage.setItem(`hide-${link.dataset.hide}`, words);
  }
  const form = document.querySelector("[data-hide-in]");
  const field = form?.querySelector("[data-hidden-words]");
  if (!field) return;
  const key = `hide-${form.dataset.hideIn}`;
  if (!field.value) field.value = sessionStorage.getItem(key) ?? "";
  sessionStorage.removeItem(key);
})();
