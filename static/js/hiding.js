// «Скрыть личные данные»: what is marked on a page stands in the form already. It goes through this tab's own memory,
// never through an address: what is private must not lie in logs and histories.
(() => {
  const link = document.querySelector("[data-hide]");
  // A click may take the marking away before anybody can read it.
  link?.addEventListener("pointerdown", keep);
  link?.addEventListener("click", keep);
  function keep() {
    const selection = getSelection();
    if (selection.rangeCount) toWholeWords(selection.getRangeAt(0));
    const words = String(selection).replace(/\s+/g, " ").trim();
    if (words) sessionStorage.setItem(`hide-${new URL(link.href).pathname}`, words);
  }
  function toWholeWords(range) {
    const letter = /[\p{L}\p{N}]/u;
    const { startContainer: first, endContainer: last } = range;
    if (range.collapsed || first.nodeType !== Node.TEXT_NODE || last.nodeType !== Node.TEXT_NODE) return;
    while (range.startOffset && letter.test(first.data[range.startOffset - 1])) range.setStart(first, range.startOffset - 1);
    while (letter.test(last.data[range.endOffset] ?? "")) range.setEnd(last, range.endOffset + 1);
  }
  const form = document.querySelector("[data-hide-in]");
  const field = form?.querySelector("[data-hidden-words]");
  if (!field) return;
  const key = `hide-${location.pathname}`;
  if (!field.value) field.value = sessionStorage.getItem(key) ?? "";
  sessionStorage.removeItem(key);
})();
