// What is typed and not saved yet stays in this browser until the draft holds it: a closed tab, a lost connection or
// a server that is away takes nothing. A form is kept under its data-keep; window.keptForm(form) serves autosave.js.
(() => {
  const PREFIX = "typed:";
  const MONTH = 30 * 24 * 60 * 60 * 1000;
  const PAUSE = 2000;
  const STOPPED = 60 * 1000; // no answer takes that long: she has stopped the page, and it goes on as before the press
  const WRITTEN = "textarea[name], input[name]:not([type='hidden'], [type='checkbox'], [type='radio']), select[name$='-act']";
  // As the page came: a list's choice is known by its option.
  const cameAs = (field) => field.defaultValue ?? [...field.options].find((option) => option.defaultSelected)?.value ?? "";
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

  // Sent with a button, and her change is the last one: it has arrived, whatever it has become there.
  const hasArrived = (kept, revision, isMine) => kept.sent && revision > kept.sent && isMine;

  // Texts that can only be copied, until she takes them away.
  function showLeftOver(rows, takeAway) {
    const copied = document.querySelector("#kept [data-left-over]");
    copied.hidden = !rows.length;
    for (const { label, text } of rows) {
      const area = document.createElement("textarea");
      Object.assign(area, { value: text, readOnly: true, rows: 4, ariaLabel: label });
      copied.querySelector("button").before(area);
    }
    copied.querySelector("button").addEventListener("click", () => {
      copied.hidden = true;
      takeAway();
    });
  }

  function storedKeys() {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
    } catch {
      return []; // nothing can be kept here at all
    }
  }

  function forgetOld() {
    for (const key of storedKeys()) if (!(stored(key)?.at > Date.now() - MONTH)) stored(key, null);
  }

  window.keptForm = (form) => {
    const key = PREFIX + form.dataset.keep;
    const revision = () => Number(form.elements.revision.value);
    const fields = () => [...form.elements].filter((field) => field.matches(WRITTEN) && !field.readOnly);
    const valuesOf = (text) => new Map(fields().map((field) => [field.name, text(field)]));
    // What the draft holds, by the field; a page that gives back an unsaved text says so.
    const isUnsaved = "unsaved" in form.dataset;
    const saved = valuesOf((field) => (isUnsaved ? "" : cameAs(field)));
    const leftOver = []; // what can only be copied; it stays until she takes it away
    let pressed = null; // what the last button has sent
    let isOnItsWay = false;
    let isPressedAnew = false; // with other texts: the second press names an old revision, so which arrived is not known

    const differingFrom = (held) => new Map(
      fields().filter((field) => !alike(field.value, held.get(field.name) ?? "")).map((field) => [field.name, field.value]),
    );
    // While a press is on its way, only what was typed after it.
    const differing = () => differingFrom(isOnItsWay ? pressed : saved);
    const labelOf = (field) => (field.ariaLabel || field.labels?.[0]?.textContent || "").trim();

    function keep() {
      const rows = {};
      for (const [name, text] of [...differingFrom(saved), ...(pressed ? differingFrom(pressed) : [])]) {
        rows[name] = { text, was: saved.get(name) ?? "", sent: pressed?.get(name), label: labelOf(form.elements[name]) };
      }
      const sent = pressed && !isPressedAnew ? revision() : 0;
      const isAny = leftOver.length || Object.keys(rows).length;
      stored(key, isAny ? { at: Date.now(), sent, rows, left: leftOver } : null);
    }

    function bringBack() {
      const kept = stored(key);
      if (!kept) return;
      leftOver.push(...(kept.left ?? []));
      const isThere = hasArrived(kept, revision(), "mine" in form.dataset && !isUnsaved);
      let isBack = false;
      for (const [name, row] of Object.entries(kept.rows)) {
        const field = fields().find((one) => one.name === name);
        if (field && alike(field.value, row.text)) continue;
        if (isThere && alike(row.text, row.sent ?? "")) continue;
        if (field && [row.was, row.sent ?? row.was].some((text) => alike(field.value, text))) {
          field.value = row.text;
          isBack = true;
        } else {
          leftOver.push({ label: row.label, text: row.text });
        }
      }
      keep();
      tell(isBack);
      if (isBack) form.dispatchEvent(new Event("input"));
    }

    function tell(isBack) {
      const place = document.getElementById("kept");
      place.hidden = !isBack && !leftOver.length;
      place.querySelector("[data-back]").hidden = !isBack;
      showLeftOver(leftOver, () => {
        leftOver.length = 0;
        keep();
      });
    }

    let timer = 0;
    let patience = 0;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      // The answer may take the page away at any moment.
      if (isOnItsWay) keep();
      else timer = setTimeout(keep, PAUSE);
    });
    // Last of all who hear of it: somebody may have put the press off.
    window.addEventListener("submit", (event) => {
      if (event.target !== form || event.defaultPrevented) return;
      isPressedAnew ||= Boolean(pressed && differingFrom(pressed).size);
      pressed = valuesOf((field) => field.value);
      isOnItsWay = true;
      keep();
      clearTimeout(patience);
      patience = setTimeout(() => { isOnItsWay = false; }, STOPPED);
    });
    window.addEventListener("pageshow", (event) => { if (event.persisted) isOnItsWay = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!differing().size) return;
      keep();
      event.preventDefault();
    });
    window.addEventListener("pagehide", () => { if (!isOnItsWay) keep(); });

    return {
      differing,
      keep,
      bringBack,
      isOnItsWay: () => isOnItsWay,
      settle: (sent) => {
        for (const [name, text] of sent) saved.set(name, text);
        pressed = null;
        isPressedAnew = false;
        keep();
      },
    };
  };

  // Of forms by their data-keep, in one attribute; each may have pages.
  function keysOf(names) {
    const beginnings = names.split(" ").map((name) => `${PREFIX}${name}-`);
    return storedKeys().filter((key) => beginnings.some((beginning) => `${key}-`.startsWith(beginning)));
  }

  // The page says that the press has brought nothing in, whoever changes the draft next.
  function takeBackPress(place) {
    for (const key of keysOf(place.dataset.refused)) stored(key, { ...stored(key), sent: 0 });
  }

  // A draft that is not reviewed any more has no fields to bring anything back into.
  function showOfNoForm(place) {
    const keys = keysOf(place.dataset.keptOf);
    const isMine = "mine" in place.dataset;
    const rows = keys.map((key) => stored(key)).filter(Boolean).flatMap((kept) => {
      const isThere = hasArrived(kept, Number(place.dataset.revision), isMine);
      const waiting = Object.values(kept.rows).filter((row) => !(isThere && alike(row.text, row.sent ?? "")));
      return [...(kept.left ?? []), ...waiting];
    });
    document.getElementById("kept").hidden = !rows.length;
    showLeftOver(rows, () => keys.forEach((key) => stored(key, null)));
  }

  forgetOld();
  document.querySelectorAll("[data-refused]").forEach(takeBackPress);
  document.querySelectorAll("[data-kept-of]").forEach(showOfNoForm);
  for (const form of document.querySelectorAll("form[data-keep]:not([data-autosave])")) window.keptForm(form).bringBack();
})();
