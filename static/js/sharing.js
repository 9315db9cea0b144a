// «Поделиться»: what needs a script. Without it the address stands there to be copied, and the links lead on.
(() => {
  for (const block of document.querySelectorAll("[data-sharing]")) {
    const { address, title } = block.dataset;
    const done = block.querySelector("[role=status]");
    const select = () => {
      const range = document.createRange();
      range.selectNodeContents(block.querySelector(".address"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    };
    const ways = {
      copy: async () => {
        try {
          await navigator.clipboard.writeText(address);
          done.textContent = "Ссылка скопирована.";
        } catch {
          select();
          done.textContent = "Скопировать не вышло. Ссылка выделена: скопируйте её сами.";
        }
      },
      // Whoever closes the phone's own sheet has changed her mind; nothing went wrong.
      send: navigator.share && (() => navigator.share({ title, url: address }).catch(() => {})),
      print: () => window.print(),
    };
    for (const button of block.querySelectorAll("[data-share]")) {
      const way = ways[button.dataset.share];
      if (!way) continue;
      button.addEventListener("click", way);
      button.parentElement.hidden = false;
    }
  }
})();
