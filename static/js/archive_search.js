/* The search of an archive: from a folder, without a server. Queries are read as the portal reads them
   (resolutions/search/asked.py, resolution_reader/language/words.py); morphology and places lie in pieces that are
   loaded as scripts, as a folder gives a page nothing else (resolutions/archive/words/pieces.py). */

"use strict";

(() => {
  const ON_A_PAGE = 20;
  const LONGEST = 200, LONGEST_WORD = 60, LONGEST_ABBREVIATION = 6;
  const BEFORE = 12, LENGTH = 80; // words of a text that an excerpt shows before the first hit, and in all
  const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const WAY = 20; // words of each line above a recommendation
  const KINDS = 3; // text, titles of sections, titles of forums

  // Reading: signs

  const SILENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0300-\u036f";
  const LETTERS = `[\\p{L}\\p{N}][\\p{L}\\p{N}${SILENT}]*`;
  const WORD = new RegExp(`${LETTERS}(?:[-‐‑]${LETTERS})*`, "gu");
  const PIECE = /(?:(?<=^|\s)(?<minus>[-−–]))?(?:"(?<straight>[^"]*)"|«(?<angled>[^»]*)»|“(?<curly>[^”]*)”|(?<bare>[^\s"«“]+))/gu;
  const INVISIBLE = /[\u00ad\u200b\u200c\u200d\u2060\ufeff]/gu;
  const STRESS = /[\u0300-\u036f]/gu;
  const CYRILLIC = /[а-яё]/iu, LATIN = /[a-z]/iu;
  const LOOKS_LATIN = "aceopxyABCEHKMOPTXY", LOOKS_OURS = "асеорхуАВСЕНКМОРТХУ";

  const folded = word => word.toLowerCase().replaceAll("ß", "ss").replaceAll("ё", "е");
  const isUpper = word => word === word.toUpperCase() && word !== word.toLowerCase();

  function inOneAlphabet(word) {
    const ours = [...word].map(one => LOOKS_OURS[LOOKS_LATIN.indexOf(one)] ?? one).join("");
    return CYRILLIC.test(word) && !LATIN.test(ours) ? ours : word;
  }

  /* Of its parts, and of all of them together; empty for a word without hyphens. */
  function spellings(word) {
    const composed = word.normalize("NFKC").replace(INVISIBLE, "").replace(STRESS, "");
    const parts = composed.split(/[-‐‑]/u).filter(Boolean).map(part => inOneAlphabet([...part].slice(0, LONGEST_WORD).join("")));
    return [parts, parts.length > 1 ? parts.join("").toLowerCase() : ""];
  }

  function* wordsOf(text) {
    for (const found of text.matchAll(WORD)) {
      const [parts, together] = spellings(found[0]);
      if (parts.length) yield { start: found.index, end: found.index + found[0].length, said: found[0], parts, together };
    }
  }

  /* As much of a query as is looked for: whole words. */
  function cut(query) {
    const words = query.trim();
    if ([...words].length <= LONGEST) return words;
    const beginning = [...words].slice(0, LONGEST + 1).join("");
    return /^.*(?=\s)/su.exec(beginning)?.[0] || [...words].slice(0, LONGEST).join("");
  }

  /* {wanted, unwanted}: terms of {parts, together}, words one after the other. */
  function read(query, isWeak) {
    const wanted = [], unwanted = [], weak = [];
    for (const { groups } of cut(query).matchAll(PIECE)) {
      const phrase = groups.straight ?? groups.angled ?? groups.curly;
      const into = groups.minus ? unwanted : wanted;
      if (phrase !== undefined) {
        const parts = [...wordsOf(phrase)].flatMap(word => word.parts);
        if (parts.length) into.push({ parts, together: "" });
        continue;
      }
      for (const { said, parts, together } of wordsOf(groups.bare)) {
        (into === wanted && isWeak(said) ? weak : into).push({ parts, together });
      }
    }
    return { wanted: wanted.length || unwanted.length ? wanted : weak, unwanted };
  }

  // Pieces

  const given = new Map(), loading = new Map();
  window.archiveGives = (name, data) => given.set(name, data);

  class Missing extends Error {}

  function load(name, folder = "") {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${folder}${name}.js`;
        script.onload = () => given.has(name) ? resolve(given.get(name)) : reject(new Missing(script.src));
        script.onerror = () => reject(new Missing(script.src));
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  const numbers = text => text ? text.split(" ").map(one => parseInt(one, 36)) : [];

  function sums(sizes) {
    const found = [0];
    for (const size of sizes) found.push(found.at(-1) + size);
    return found;
  }

  class Contents {
    constructor(data) {
      this.forms = data.forms;
      this.endings = data.endings.split(" ");
      this.words = data.words;
      this.weak = new Set(data.weak.split(" "));
      this.items = sums(numbers(data.items)); // with which item each section begins
      this.sections = sums(numbers(data.sections)); // with which section each forum begins
      this.newest = numbers(data.newest);
      this.slugs = data.slugs;
      this.count = this.items.at(-1);
    }

    /* The number of the piece in which a word would stand; -1 if it comes before all. */
    piece(beginnings, word) {
      let first = 0, last = beginnings.length;
      while (first < last) {
        const middle = (first + last) >> 1;
        if (beginnings[middle] <= word) first = middle + 1; else last = middle;
      }
      return first - 1;
    }

    range(kind, number) {
      if (kind === 0) return [number, number + 1];
      if (kind === 1) return [this.items[number], this.items[number + 1]];
      return [this.items[this.sections[number]], this.items[this.sections[number + 1]]];
    }
  }

  const forms = new Map(), places = new Map(); // what is known of words that were asked for
  const decodedForms = new Map(); // by the number of their piece

  function formsIn(text, endings) {
    const found = new Map();
    let before = "";
    for (const entry of text.split(" ")) {
      const ending = endings[parseInt(entry.slice(1), 36)], sign = ending.search(/[=~]/u);
      const form = before.slice(0, DIGITS.indexOf(entry[0])) + ending.slice(0, sign);
      const lemmas = ending.slice(sign + 1).split("/").filter(Boolean)
        .map(one => form.slice(0, form.length - DIGITS.indexOf(one[0])) + one.slice(1));
      found.set(form, { isKnown: ending[sign] === "=", lemmas });
      before = form;
    }
    return found;
  }

  async function learn(contents, words) {
    await Promise.all(words.filter(word => word && !forms.has(word)).map(async word => {
      const piece = contents.piece(contents.forms, word);
      const text = piece < 0 ? "" : await load(`forms/${piece}`);
      if (text && !decodedForms.has(piece)) decodedForms.set(piece, formsIn(text, contents.endings));
      forms.set(word, decodedForms.get(piece)?.get(word) ?? null);
    }));
  }

  function lemmasOf(word) {
    const plain = folded(word), known = forms.get(plain);
    if (!known) return [plain];
    if (known.isKnown) return known.lemmas;
    const isAbbreviation = isUpper(word) && word.length > 1 && word.length <= LONGEST_ABBREVIATION;
    return isAbbreviation ? [plain] : [...new Set([plain, ...known.lemmas])];
  }

  /* [{number: places}] by kind, of a lemma. */
  function decoded(text) {
    return text.split("|").map(kind => {
      const found = new Map();
      let number = -1;
      for (const entry of kind ? kind.split(";") : []) {
        const [step, ...steps] = entry.split(",");
        number += parseInt(step, 36);
        let place = -1;
        found.set(number, steps.map(one => place += parseInt(one, 36)));
      }
      return found;
    });
  }

  const NOWHERE = decoded("||");

  async function seek(contents, lemmas) {
    await Promise.all(lemmas.filter(lemma => !places.has(lemma)).map(async lemma => {
      const piece = contents.piece(contents.words, lemma);
      const known = piece < 0 ? {} : await load(`words/${piece}`);
      places.set(lemma, Object.hasOwn(known, lemma) ? decoded(known[lemma]) : NOWHERE);
    }));
  }

  // Finding

  const known = term => ({
    positions: term.parts.map(lemmasOf),
    together: term.together ? lemmasOf(term.together) : [],
  });

  /* {number: places at which the term begins}, of one kind. */
  function standsIn(term, kind) {
    const found = new Map();
    const [first, ...rest] = term.positions.map(lemmas => merged(lemmas, kind));
    for (const [number, own] of first) {
      const starts = own.filter(place => rest.every((next, at) => next.get(number)?.includes(place + at + 1)));
      if (starts.length) found.set(number, starts);
    }
    return found;
  }

  const asWhole = (term, kind) => merged(term.together, kind);

  function merged(lemmas, kind) {
    if (lemmas.length === 1) return places.get(lemmas[0])[kind];
    const found = new Map();
    for (const lemma of lemmas) {
      for (const [number, own] of places.get(lemma)[kind]) found.set(number, [...(found.get(number) ?? []), ...own]);
    }
    return found;
  }

  /* Of each item: 2 where its own text has the term, 1 where a title above it does, else 0. */
  function marks(contents, term) {
    const found = new Uint8Array(contents.count);
    for (let kind = KINDS - 1; kind >= 0; kind -= 1) {
      const numbers = [...standsIn(term, kind).keys(), ...asWhole(term, kind).keys()];
      for (const number of numbers) found.fill(kind ? 1 : 2, ...contents.range(kind, number));
    }
    return found;
  }

  /* Items by their numbers: those that say it themselves, then those below a title that does; the newest forums first. */
  async function find(query) {
    const contents = new Contents(await load("contents"));
    const asked = read(query, said => contents.weak.has(said.toLowerCase()));
    const terms = [...asked.wanted, ...asked.unwanted];
    await learn(contents, terms.flatMap(term => [...term.parts, term.together]).map(folded));
    const wanted = asked.wanted.map(known), unwanted = asked.unwanted.map(known);
    await seek(contents, [...wanted, ...unwanted].flatMap(term => [...term.positions.flat(), ...term.together]));
    const found = new Uint8Array(contents.count).fill(terms.length ? 2 : 0);
    for (const term of wanted) marks(contents, term).forEach((mark, item) => { found[item] = Math.min(found[item], mark); });
    for (const term of unwanted) marks(contents, term).forEach((mark, item) => { if (mark) found[item] = 0; });
    return { contents, wanted, items: [2, 1].flatMap(mark => inOrder(contents, item => found[item] === mark)) };
  }

  function inOrder(contents, isFound) {
    const items = [];
    for (const forum of contents.newest) {
      const [first, last] = contents.range(2, forum);
      for (let item = first; item < last; item += 1) if (isFound(item)) items.push({ forum, place: item - first });
    }
    return items;
  }

  /* What is shown of an item. */
  async function told(contents, { forum, place }) {
    const found = await load(contents.slugs[forum], "../data/forums/");
    let before = 0;
    const section = found.sections.find(one => place < (before += one.recommendations?.length ?? 0));
    const row = section.recommendations[place - before + section.recommendations.length];
    return { forum: found, section: section.title ? section.shown : "", row, above: linesAbove(section.lines, row.group) };
  }

  function linesAbove(lines, at) {
    const above = [];
    for (let line = lines?.[at]; line; line = lines[line.above]) above.unshift([line.label, line.text].filter(Boolean).join(" "));
    return above.map(line => firstWords(line, WAY)).join(" ");
  }

  function firstWords(text, count) {
    const words = text.trim().split(/\s+/u);
    return words.slice(0, count).join(" ") + (words.length > count ? " …" : "");
  }

  // Showing

  /* Spans of the text that are meant, from left to right, none inside another. */
  function hits(words, number, terms) {
    const at = words.flatMap(word => word.parts.map(() => word)); // the word at each place
    const spans = terms.flatMap(term => [
      ...(standsIn(term, 0).get(number) ?? []).map(place => [at[place].start, at[place + term.positions.length - 1].end]),
      ...(asWhole(term, 0).get(number) ?? []).map(place => [at[place].start, at[place].end]),
    ]);
    spans.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const whole = [];
    for (const [start, end] of spans) {
      const last = whole.at(-1);
      if (last && start < last[1]) last[1] = Math.max(last[1], end); else whole.push([start, end]);
    }
    return whole;
  }

  /* [text, is it meant]: some of the text around the first that is. */
  function excerpt(text, words, spans) {
    const at = spans.length ? words.findIndex(word => word.start >= spans[0][0]) : 0;
    const first = at < LENGTH - BEFORE ? 0 : at - BEFORE, last = first + LENGTH;
    const start = first ? words[first].start : 0, end = last < words.length ? words[last - 1].end : text.length;
    const pieces = start ? [["… ", false]] : [];
    let place = start;
    for (const [from, to] of spans) {
      if (from < place || to > end) continue;
      pieces.push([text.slice(place, from), false], [text.slice(from, to), true]);
      place = to;
    }
    return [...pieces, [text.slice(place, end) + (end < text.length ? " …" : ""), false]];
  }

  function made(tag, css, ...children) {
    const element = document.createElement(tag);
    if (css) element.className = css;
    element.append(...children.filter(Boolean));
    return element;
  }

  function link(address, words) {
    const element = made("a", "", words);
    element.href = address;
    return element;
  }

  function card({ forum, section, row, above }, pieces) {
    const address = `../forums/${forum.slug}/index.html`;
    const title = link(`${address}#r-${row.code}`, made("span", "recommendation-card__number", row.shown));
    if (section) title.append(made("span", "recommendation-card__section", section));
    const text = made("p", "", ...pieces.map(([words, isMeant]) => isMeant ? made("mark", "", words) : words));
    const where = [forum.shown.place, forum.shown.dates].filter(Boolean).join(", ");
    return made("article", "card recommendation-card",
      made("h2", "card__title", title),
      made("div", "recommendation-card__text", above && made("p", "lines-above", above), text),
      made("p", "card__where", link(address, forum.shown.heading), `, ${where}`));
  }

  async function show(query, page) {
    const { contents, wanted, items } = await find(query);
    const shown = items.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE);
    const found = await Promise.all(shown.map(item => told(contents, item)));
    const cards = found.map((one, at) => {
      const { text } = one.row, words = [...wordsOf(text)];
      const number = contents.range(2, shown[at].forum)[0] + shown[at].place;
      return card(one, excerpt(text, words, hits(words, number, wanted)));
    });
    document.getElementById("found-count").textContent = `Найдено: ${items.length}`;
    document.getElementById("found").replaceChildren(...cards.map(one => made("li", "", one)));
    showPages(query, page, Math.ceil(items.length / ON_A_PAGE));
    performance.mark("answered");
  }

  function showPages(query, page, last) {
    const address = number => `?${new URLSearchParams({ q: query, page: number })}`;
    const ways = [
      page > 1 && link(address(page - 1), "Назад"),
      `Страница ${page} из ${last}`,
      page < last && link(address(page + 1), "Дальше"),
    ];
    const nav = document.getElementById("pages");
    nav.hidden = last < 2;
    nav.firstElementChild.replaceChildren(...ways.filter(Boolean).map(one => made("li", "", typeof one === "string" ? made("span", "", one) : one)));
  }

  function say(problem) {
    const words = problem instanceof Missing
      ? `Не открывается файл архива ${problem.message}: возможно, архив скопирован не целиком.`
      : "Поиск не сработал: обновите браузер или найдите слово в указателе от А до Я.";
    document.getElementById("found-count").textContent = words;
  }

  const asked = new URLSearchParams(location.search);
  const query = asked.get("q") ?? "", page = Math.max(1, parseInt(asked.get("page"), 10) || 1);
  window.archiveFinds = find;
  document.getElementById("q").value = query;
  if (query.trim()) show(query, page).catch(say);
})();
