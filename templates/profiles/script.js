"use strict";
// Another language, and the list by name.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  document.documentElement.classList.add("scripted");
  let language = data.languages[0];

  const number = (value, decimals, isSigned) => {
    const isNordic = language === "fi" || language === "sv";
    const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, isNordic ? "\u00a0" : ",");
    const sign = value < 0 ? "−" : isSigned && value > 0 ? "+" : "";
    return sign + grouped + (fraction ? (isNordic ? "," : ".") + fraction : "");
  };

  const localise = () => {
    const column = data.languages.indexOf(language);
    document.documentElement.lang = language;
    for (const element of all("[data-t]")) element.textContent = data.words[element.dataset.t][column];
    for (const element of all("[data-l]")) element.setAttribute("aria-label", data.words[element.dataset.l][column]);
    for (const element of all("[data-n]")) {
      const { n, d, s } = element.dataset;
      element.textContent = n === "" ? "–" : number(Number(n), Number(d), s !== undefined);
    }
    for (const button of all("[data-language]")) button.setAttribute("aria-pressed", button.dataset.language === language);
    for (const link of all('a[href$=".html"], a[href*=".html#lang="]')) {
      link.setAttribute("href", link.getAttribute("href").split("#")[0] + (column > 0 ? `#lang=${language}` : ""));
    }
  };

  const recall = () => {
    const asked = /(?:^#|&)lang=([^&]+)/.exec(location.hash);
    if (asked && data.languages.includes(asked[1])) language = asked[1];
  };
  for (const button of all("[data-language]")) {
    button.addEventListener("click", () => {
      language = button.dataset.language;
      history.replaceState(null, "", language === data.languages[0] ? location.pathname + location.search : `#lang=${language}`);
      localise();
    });
  }
  const find = document.getElementById("find");
  find?.addEventListener("input", () => {
    const asked = find.value.toLocaleLowerCase(language).normalize("NFC").trim();
    for (const row of all(".list tbody tr")) row.hidden = !row.cells[0].textContent.toLocaleLowerCase(language).normalize("NFC").includes(asked);
  });
  addEventListener("hashchange", () => { recall(); localise(); });
  recall();
  localise();
})();
