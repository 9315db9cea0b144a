// A passkey: the portal asks, the device answers, and the answer goes with the form. A browser that cannot do it keeps
// the form hidden, as does one without a script; a code is typed there.
(() => {
  const able = window.PublicKeyCredential;
  if (!able?.parseCreationOptionsFromJSON || !able.parseRequestOptionsFromJSON) return;

  const answered = {
    create: async (asked) => navigator.credentials.create({ publicKey: able.parseCreationOptionsFromJSON(asked) }),
    get: async (asked) => navigator.credentials.get({ publicKey: able.parseRequestOptionsFromJSON(asked) }),
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const said = form.querySelector("[role=status]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      said.textContent = "Подтвердите на устройстве…";
      try {
        const token = form.elements.csrfmiddlewaretoken.value;
        const response = await fetch(form.dataset.asks, { method: "POST", headers: { "X-CSRFToken": token } });
        if (!response.ok) throw new Error(response.status);
        const credential = await answered[form.dataset.passkey](await response.json());
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      } catch (trouble) {
        said.textContent =
          trouble.name === "InvalidStateError"
            ? "Это устройство уже добавлено."
            : "Не вышло: устройство не ответило или вы отказались. Попробуйте ещё раз.";
      }
    });
  }
  for (const note of document.querySelectorAll("[data-without-passkey]")) note.hidden = true;
})();
