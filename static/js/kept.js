// What is typed and not saved yet stays in this browser until the draft holds it: a closed tab, a lost connection or
// a server that is away takes nothing. A form is kept under its data-keep; window.keptForm(form) serves autosave.js.
(() => {
  const PREFIX = "typed:";
  const MONTH = 30 * 24 * 60 * 60 * 1000;
  const PAUSE = 2000;
  const WRITTEN = "textarea[name], input[name]:not([type='hidden'], [type='checkbox'], [type='radio'])";
  const alike = (one, other) => one.replaceAll("\r\n", "\n").trim() === other.replaceAll("\r\n", "\n").trim();

  // A browser may have no room or no wish to keep anything.
  function stored(key, value) {
    try {
      if (value === undefined) return JSON.parse(localStorage.getItem(key));
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
    } catch {
      return null;
    }
    return null;
  }

  function forgetOld() {
    try {
      for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
        if (!(stored(key)?.at > Date.now() - MONTH)) stored(key, null);
      }
    } catch { /* nothing can be kept here at all */ }
  }

  window.keptForm = (form) => {
    const key = PREFIX + form.dataset.keep;
    const revision = () => Number(form.elements.revision.value);
    const fields = () => [...form.elements].filter((field) => field.matches(WRITTEN) && !field.readOnly);
    // What the draft holds, by the field; a page that gives back an unsaved text says so.
    const saved = new Map(fields().map((field) => [field.name, "unsaved" in form.dataset ? "" : field.defaultValue]));
    const leftOver = {};
    let isSent = false;

    const differing = () => new Map(
      fields().filter((field) => !alike(field.value, saved.get(field.name) ?? "")).map((field) => [field.name, field.value]),
    );
    const labelOf = (field) => (field.labels?.[0]?.textContent || field.ariaLabel || "").trim();

    function keep() {
      const rows = { ...leftOver };
      for (const [name, text] of differing()) {
        rows[name] = { text, was: saved.get(name) ?? "", label: labelOf(form.elements[name]) };
      }
      stored(key, Object.keys(rows).length ? { at: Date.now(), sent: isSent ? revision() : 0, rows } : null);
    }

    function bringBack() {
      const kept = stored(key);
      if (!kept || "unsaved" in form.dataset) return;
      // Sent with a button, and her change is the last one: it has arrived, whatever it has become there.
      if (kept.sent && revision() > kept.sent && "mine" in form.dataset) return stored(key, null);
      let isBack = false;
      for (const [name, row] of Object.entries(kept.rows)) {
        const field = fields().find((one) => one.name === name);
        if (field && alike(field.value, row.text)) continue;
        if (field && alike(field.value, row.was)) {
          field.value = row.text;
          isBack = true;
        } else {
          leftOver[name] = row;
        }
      }
      keep();
      tell(isBack);
      if (isBack) form.dispatchEvent(new Event("input"));
    }

    function tell(isBack) {
      const rest = Object.values(leftOver);
      const place = document.getElementById("kept");
      place.hidden = !isBack && !rest.length;
      place.querySelector("[data-back]").hidden = !isBack;
      const copied = place.querySelector("[data-left-over]");
      copied.hidden = !rest.length;
      for (const { label, text } of rest) {
        const area = document.createElement("textarea");
        Object.assign(area, { value: text, readOnly: true, rows: 4, ariaLabel: label });
        copied.querySelector("button").before(area);
      }
      copied.querySelector("button").addEventListener("click", () => {
        for (const name of Object.keys(leftOver)) delete leftOver[name];
        copied.hidden = true;
        keep();
      });
    }

    let timer = 0;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, PAUSE);
    });
    // Last of all who hear of it: somebody may have put the press off.
    window.addEventListener("submit", (event) => {
      if (event.target !== form || event.defaultPrevented) return;
      isSent = true;
      keep();
    });
    window.addEventListener("pageshow", () => { isSent = false; });
    window.addEventListener("beforeunload", (event) => {
      if (isSent || !differing().size) return;
      keep();
      event.preventDefault();
    });
    window.addEventListener("pagehide", () => { if (!isSent) keep(); });

    return {
      differing,
      keep,
      bringBack,
      isSent: () => isSent,
      settle: (sent) => {
        for (const [name, text] of sent) saved.set(name, text);
        keep();
      },
    };
  };

  forgetOld();
  for (const form of document.querySelectorAll("form[data-keep]:not([data-autosave])")) window.keptForm(form).bringBack();
})();
