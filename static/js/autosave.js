// The review screen saves itself: two seconds after the last key, soon after a field is left, before one goes
// elsewhere, and when the page is closed. Only fields that differ are sent, with the revision that was seen.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const PAUSE = 2000, SOON = 800, RETRY = 10000, PATIENCE = 10000;
  const MOST = 60000; // bytes; what is sent by a page that closes may have 64 KB in all
  const REFUSED = {
    403: "вы вошли заново или вышли в другой вкладке.",
    404: "этого черновика для вас больше нет.",
  };
  const kept = window.keptForm(form);
  const state = document.getElementById("saved");
  let timer = 0;
  let sending = null;
  let step = ""; // the field whose typing is one step of the undo, until it is left
  let hasLeft = true;
  let isRefused = false;
  let isGone = false;

  const say = (text) => { if (state.textContent !== text) state.textContent = text; };
  // An addressee half typed is nobody yet: such fields wait for their button, and are kept here meanwhile.
  const typed = () => new Map([...kept.differing()].filter(([name]) => !form.elements[name].matches("[list]")));
  const clock = () => new Date().toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });

  function post(fields, options = {}) {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("revision", form.elements.revision.value);
    let size = 1000;
    let isWhole = true;
    const sent = new Map();
    for (const [name, text] of fields) {
      const bytes = new Blob([name, text]).size + 150;
      if (size + bytes > MOST) isWhole = false;
      if (options.keepalive && size + bytes > MOST) continue; // the rest stays kept in this browser
      size += bytes;
      body.append(name, text);
      sent.set(name, text);
    }
    if (!sent.size) return { answer: Promise.resolve(null), sent }; // none of it fits into what a closing page may send
    if (sent.size === 1 && sent.has(step)) body.append("goes-on", "1");
    const answer = fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual", keepalive: isWhole, ...options });
    return { answer, sent };
  }

  async function send() {
    const fields = typed();
    if (!fields.size || isRefused) return;
    kept.keep();
    // Whichever of the two came second would be refused for its old revision; the next page brings back what is kept.
    if (kept.isOnItsWay()) return later(RETRY);
    const { answer, sent } = post(fields, { signal: AbortSignal.timeout(PATIENCE) });
    const answered = await answer.catch(() => null);
    if (answered?.ok) return settled(await answered.text(), sent);
    isRefused = Boolean(answered) && answered.status < 500;
    if (!isRefused) later(RETRY);
    say(await why(answered));
  }

  async function why(answered) {
    if (answered?.status === 409) return answered.text();
    if (isRefused) return `Не сохранено: ${REFUSED[answered.status] ?? "сервер не принял текст."} Нажмите «Сохранить черновик», текст не пропадёт.`;
    return `Не сохранено: ${answered ? "сервер сейчас не может" : "нет связи"}. Скоро попробуем ещё раз.`;
  }

  function settled(html, sent) {
    show(html);
    kept.settle(sent);
    step = sent.size === 1 && !hasLeft ? [...sent.keys()][0] : "";
    say(typed().size ? "Не сохранено" : `Сохранено в ${clock()}`);
  }

  // Pieces of the page that have changed. Whoever stands on a button of one stays there.
  function show(html) {
    const active = document.activeElement;
    for (const piece of [...new DOMParser().parseFromString(html, "text/html").body.children]) {
      document.getElementById(piece.id)?.replaceWith(piece);
    }
    if (!active.isConnected) twin(active)?.focus({ preventScroll: true });
  }

  function twin(element) {
    if (element.isConnected) return element;
    return [...form.elements].find((one) => (element.id ? one.id === element.id : one.name === element.name && one.value === element.value));
  }

  // One at a time: each names the revision that the one before has made.
  async function save() {
    clearTimeout(timer);
    while (sending) await sending;
    sending = send().finally(() => { sending = null; });
    await sending;
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  form.addEventListener("input", () => {
    if (!typed().size) return;
    hasLeft = false;
    if (!isRefused) say(kept.isOnItsWay() ? "Не сохранено: ждём ответа на нажатую кнопку. Текст не пропадёт." : "Не сохранено");
    later(PAUSE);
  });
  form.addEventListener("change", () => {
    hasLeft = true;
    if (typed().size) later(SOON);
    else step = "";
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && !isGone) save(); });
  window.addEventListener("pagehide", () => {
    isGone = true;
    const fields = typed();
    if (fields.size && !kept.isOnItsWay() && !sending && !isRefused) post(fields, { keepalive: true }).answer.catch(() => {});
  });
  // A page that comes back as it was left knows an old revision; what was typed is kept and comes back by itself.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // A press while a save is under way waits for it: both would name the same revision, and one would be refused.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!sending) return;
    event.preventDefault();
    await sending;
    form.requestSubmit(event.submitter && twin(event.submitter));
  });

  // Whoever goes elsewhere waits until what she typed is saved; where that fails, the browser asks her.
  const goesElsewhere = (link) => link.href.split("#")[0] !== location.href.split("#")[0];
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented || link.target || !goesElsewhere(link) || !typed().size) return;
    event.preventDefault();
    await save();
    location.assign(link.href);
  });
  let isGoing = false;
  document.addEventListener("submit", async (event) => {
    if (event.target === form || isGoing || !typed().size) return;
    event.preventDefault();
    isGoing = true;
    await save();
    event.target.requestSubmit(event.submitter);
  });

  kept.bringBack();
})();
