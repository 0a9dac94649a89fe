"use strict";
// Changes what stands in the page: language, region type, picked region, order of tables, variable of the map. Computes nothing but
// the ranks of the weights panel, with the arithmetic of the program.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const root = document.documentElement;
  const reading = { language: data.languages[0], type: "", variable: 0, picked: -1, moved: new Map() };
  let column = 0;

  // --- Words and numbers ---------------------------------------------------------------------------------------------------------

  const say = (words) => (typeof words === "number" ? data.words[words][column] : words);
  const says = (name, ...words) => {
    const parts = say(data.says[name]).split("{}");
    return parts.reduce((text, part, position) => text + (words[position - 1] ?? "") + part);
  };
  const nameOf = (region) => data.names[region][data.names[region].length > 1 ? column : 0];
  const isNordic = () => reading.language === "fi" || reading.language === "sv";

  /** A whole number with the half away from zero, as the program rounds. */
  const away = (value) => {
    const whole = Math.trunc(value);
    return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
  };
  const even = (value) => {
    const whole = Math.trunc(value);
    const rest = Math.abs(value - whole);
    return rest > 0.5 || (rest === 0.5 && whole % 2 !== 0) ? whole + Math.sign(value) : whole;
  };
  const ways = { up: away, even, cut: Math.trunc };
  const powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

  /** Rounds the decimal number that a double stands for (round.rs). */
  const rounded = (value, way, decimals) => {
    const power = powers[Math.min(decimals, 12)];
    const scaled = value * power;
    if (!Number.isFinite(scaled) || Math.abs(scaled) >= 2 ** 53) return value;
    const half = away(scaled * 2) / 2;
    const tolerance = Math.max(Math.abs(scaled) * Number.EPSILON * 8, Number.EPSILON * 8, Math.min(1e-12 * power, 1e-6));
    return way(Math.abs(scaled - half) <= tolerance ? half : scaled) / power + 0;
  };

  const number = (value, decimals) => {
    if (!Number.isFinite(value)) return "–";
    const round = rounded(value, away, decimals);
    const [whole, fraction] = Math.abs(round).toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, isNordic() ? "\u00a0" : ",");
    return (round < 0 ? "−" : "") + grouped + (fraction ? (isNordic() ? "," : ".") + fraction : "");
  };
  const signed = (value) => (value > 0 ? "+" : value < 0 ? "−" : "") + Math.abs(value);
  const percent = (share) => number(100 * share, 1) + (isNordic() ? "\u00a0" : "") + "%";

  const live = one("#live");
  const announce = (text) => { live.textContent = text; };

  const localise = () => {
    column = Math.max(0, data.languages.indexOf(reading.language));
    reading.language = data.languages[column];
    root.lang = reading.language;
    for (const element of all("[data-t]")) element.textContent = data.words[element.dataset.t][column];
    for (const element of all("[data-l]")) element.setAttribute("aria-label", data.words[element.dataset.l][column]);
    for (const element of all("[data-n]")) element.textContent = element.dataset.n === "" ? "–" : number(Number(element.dataset.n), data.decimals);
    for (const element of all("[data-name]")) element.textContent = nameOf(Number(element.closest("[data-r]").dataset.r));
    for (const link of all('a[href^="profiles/"]')) link.hash = column > 0 ? `lang=${reading.language}` : "";
    for (const chart of all("[data-chart]")) labelChart(chart);
    for (const button of all("[data-language]")) button.setAttribute("aria-pressed", button.dataset.language === reading.language);
    for (const button of all("button[data-more]")) labelMore(button);
    if (panel) panel.draw();
    search();
  };

  // --- Tables --------------------------------------------------------------------------------------------------------------------

  const SHORT = 15;

  const key = (row, position) => {
    const cell = row.cells[position];
    const written = cell.dataset.n ?? cell.dataset.v;
    if (written !== undefined) return written === "" ? null : Number(written);
    const text = cell.textContent.trim();
    if (text === "–" || text === "") return null;
    return cell.classList.contains("n") && /^[\d\s]+$/.test(text) ? Number(text.replace(/\s/g, "")) : text;
  };

  const sort = (table, position, ascending) => {
    const body = table.tBodies[0];
    const collator = new Intl.Collator(reading.language, { numeric: true });
    const keyed = Array.from(body.rows, (row) => [key(row, position), row]);
    keyed.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);
      return ascending ? order : -order;
    });
    body.append(...keyed.map(([, row]) => row));
    for (const [other, head] of Array.from(table.tHead.rows[0].cells).entries()) {
      if (other === position) head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
  };

  const makeSortable = (table) => {
    for (const [position, head] of Array.from(table.tHead.rows[0].cells).entries()) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const cell = table.tBodies[0].rows[0]?.cells[position];
        const isBestHigh = cell && ("n" in cell.dataset || /\b(up|down|same)\b/.test(cell.className));
        const before = head.getAttribute("aria-sort");
        const ascending = before ? before === "descending" : !isBestHigh;
        sort(table, position, ascending);
        announce(says("sorted", `${button.textContent}, ${says(ascending ? "ascending" : "descending")}`));
      });
    }
  };

  const labelMore = (button) => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.textContent = says(isOpen ? "fewer" : "show_all", button.dataset.more);
  };

  const shorten = (box) => {
    const n = one("tbody", box).rows.length;
    if (n <= SHORT + 3) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "more";
    button.dataset.more = n;
    button.setAttribute("aria-expanded", "false");
    box.classList.add("short");
    box.after(button);
    button.addEventListener("click", () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", !isOpen);
      box.classList.toggle("short", isOpen);
      labelMore(button);
    });
  };

  // --- One type, one region ------------------------------------------------------------------------------------------------------

  const groupOf = (region) => (data.group_of[region] < 0 ? null : data.groups[data.group_of[region]]);
  const isAway = (region) => reading.type !== "" && groupOf(region)?.[0] !== reading.type;

  const show = () => {
    const type = reading.type;
    for (const box of all("[data-table]")) {
      const isShown = type === "" || box.dataset.table === type;
      box.hidden = !isShown;
      if (box.nextElementSibling?.dataset?.more) box.nextElementSibling.hidden = !isShown;
    }
    for (const [name, element] of ["type", "slope", "strip"].flatMap((name) => all(`[data-${name}]`).map((element) => [name, element]))) {
      element.hidden = type !== "" && element.dataset[name] !== type;
    }
    for (const shape of all(".map [data-r], .fields [data-r]")) shape.classList.toggle("away", isAway(Number(shape.dataset.r)));
    const select = one("#type");
    if (select) select.value = type;
    if (panel) panel.draw();
  };

  const pick = (region) => {
    for (const element of all(".picked")) element.classList.remove("picked");
    reading.picked = region;
    if (region < 0) return;
    for (const element of all(`[data-r="${region}"]`)) {
      element.classList.add("picked");
      // What is drawn last lies on top.
      if (element.closest(".chart")) element.parentNode.append(element);
    }
  };

  const plain = (text) => text.toLocaleLowerCase(reading.language).normalize("NFC").trim();
  const find = one("#find");

  const search = () => {
    const asked = plain(find.value);
    const matches = data.codes.map((code, region) => region).filter((region) =>
      plain(data.codes[region]) === asked || data.names[region].some((name) => plain(name).includes(asked)));
    const found = new Set(asked === "" ? [] : matches);
    for (const box of all("[data-table]")) {
      const rows = Array.from(one("tbody", box).rows);
      for (const row of rows) row.hidden = asked !== "" && !found.has(Number(row.dataset.r));
      box.classList.toggle("searched", asked !== "");
      box.classList.toggle("nothing", rows.every((row) => row.hidden));
    }
    const exact = matches.filter((region) => data.names[region].some((name) => plain(name) === asked));
    if (asked !== "") pick(exact[0] ?? matches[0] ?? -1);
    one("#found").textContent = asked === "" ? "" : matches.length === 0 ? says("none_found") : says("found", matches.length);
  };

  // --- Charts --------------------------------------------------------------------------------------------------------------------

  const tip = one("#tip");

  const labelChart = (chart) => {
    const title = document.getElementById(chart.getAttribute("aria-labelledby"));
    if (title) chart.setAttribute("aria-label", title.textContent);
  };

  const told = (region, chart) => {
    const lines = [];
    const group = groupOf(region);
    if (chart.classList.contains("map") && data.map.length > 0) {
      const variable = data.map[reading.variable];
      const value = variable.values[region];
      const shown = value === null ? says("no_value") : variable.scale === "d" ? signed(value) : number(value, data.decimals);
      lines.push(`${say(variable.name)}: ${shown}`);
    } else {
      lines.push(`${number(data.scores[region] ?? NaN, data.decimals)}`);
    }
    if (data.group_ranks[region] > 0) lines.push(`${group ? `${say(group[1])}: ` : ""}${says("rank", data.group_ranks[region])}`);
    if (data.changes[region] !== null) lines.push(`${says("change")}: ${signed(data.changes[region])}`);
    return lines;
  };

  const point = (chart, region, x, y, isSpoken) => {
    for (const element of all(".near", chart)) element.classList.remove("near");
    if (region < 0) { tip.hidden = true; return; }
    for (const element of all(`[data-r="${region}"]`, chart)) element.classList.add("near");
    const lines = told(region, chart);
    const head = document.createElement("strong");
    head.textContent = nameOf(region);
    tip.replaceChildren(head, ...lines.flatMap((line, position) => (position ? [document.createElement("br"), line] : [line])));
    tip.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = tip;
    tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 8))}px`;
    tip.style.top = `${y + 18 + height > innerHeight ? Math.max(4, y - height - 12) : y + 18}px`;
    if (isSpoken) announce([nameOf(region), ...lines].join(", "));
  };

  /** The region at a place, or just beside it: lines are thin. */
  const regionAt = (chart, x, y) => {
    for (const beside of [0, -3, 3, -6, 6]) {
      const element = document.elementFromPoint(x, y + beside)?.closest?.("[data-r]");
      if (element && chart.contains(element) && !element.classList.contains("away")) return Number(element.dataset.r);
    }
    return -1;
  };

  const centre = (element) => {
    const box = element.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };

  const makeInteractive = (chart) => {
    let current = -1;
    chart.setAttribute("tabindex", "0");
    chart.setAttribute("role", "application");
    labelChart(chart);
    const candidates = () => {
      const names = all("text[data-r]", chart);
      return (names.length > 0 ? names : all("[data-r]", chart)).filter((element) => !element.classList.contains("away"));
    };
    chart.addEventListener("pointermove", (event) => point(chart, regionAt(chart, event.clientX, event.clientY), event.clientX, event.clientY, false));
    chart.addEventListener("pointerleave", () => point(chart, -1));
    chart.addEventListener("click", (event) => {
      const region = regionAt(chart, event.clientX, event.clientY);
      if (region >= 0) choose(region);
    });
    chart.addEventListener("blur", () => point(chart, -1));
    chart.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (event.key === "Escape") { point(chart, -1); return; }
      if (event.key === "Enter" && current >= 0) { choose(current); return; }
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      const elements = candidates();
      if (elements.length === 0) return;
      const start = elements.find((element) => Number(element.dataset.r) === (current >= 0 ? current : reading.picked));
      let next = start ?? elements[0];
      if (start && current >= 0) {
        const [x, y] = centre(start);
        let best = Infinity;
        for (const element of elements) {
          const [dx, dy] = ((c) => [c[0] - x, c[1] - y])(centre(element));
          const along = dx * step[0] + dy * step[1];
          const across = Math.abs(dx * step[1]) + Math.abs(dy * step[0]);
          if (element !== start && along > 0.5 && along + 2 * across < best) [best, next] = [along + 2 * across, element];
        }
      }
      current = Number(next.dataset.r);
      next.scrollIntoView?.({ block: "nearest", inline: "nearest" });
      point(chart, current, ...centre(next), true);
    });
  };

  const choose = (region) => {
    pick(region);
    announce(says("selected", nameOf(region)));
    remember();
  };

  const colour = () => {
    const variable = data.map[reading.variable];
    if (!variable) return;
    for (const shape of all("#map-drawing [data-r]")) {
      const region = Number(shape.dataset.r);
      const digit = variable.classes[region];
      shape.setAttribute("class", digit === "0" ? "none" : variable.scale + digit);
      shape.classList.toggle("away", isAway(region));
      shape.classList.toggle("picked", region === reading.picked);
    }
    for (const legend of all("[data-legend]")) legend.hidden = Number(legend.dataset.legend) !== reading.variable;
    one("#variable").value = reading.variable;
  };

  // --- Weights -------------------------------------------------------------------------------------------------------------------

  /** A sum that keeps what rounding takes from it (aggregate/sums.rs). */
  const exactSum = (terms) => {
    let sum = 0;
    let lost = 0;
    for (const term of terms) {
      const before = sum;
      sum = before + term;
      const ofTerm = sum - before;
      lost += (before - (sum - ofTerm)) + (term - ofTerm);
    }
    return sum + lost;
  };

  const weightsPanel = (weights) => {
    const moved = (id) => reading.moved.get(id) ?? 1;

    /** Weights of a node's children as the reader has them. */
    const weightsOf = (position, factorOf = moved) => {
      const node = weights.nodes[position];
      return node.children.map(([kind, child], place) => {
        let factor = kind === "n" ? factorOf(weights.nodes[child].id) : factorOf(weights.leaves[child].id);
        // A node that rests on all indicators below it passes over the factors between: theirs count for each indicator.
        if (kind === "l" && node.of_leaves) {
          for (let above = weights.leaves[child].parent; above !== position && above !== null; above = weights.nodes[above].parent) {
            factor *= factorOf(weights.nodes[above].id);
          }
        }
        return node.weights[place] * factor;
      });
    };

    const scores = (factorOf = moved) => {
      const ofNodes = [];
      for (const position of weights.order) {
        const node = weights.nodes[position];
        const own = weightsOf(position, factorOf);
        const total = exactSum(own);
        const without = new Set(node.without);
        ofNodes[position] = data.codes.map((_, region) => {
          if (without.has(region)) return NaN;
          const terms = [];
          const there = [];
          for (const [place, [kind, child]] of node.children.entries()) {
            const score = kind === "n" ? ofNodes[child][region] : weights.leaves[child].scores[region];
            if (own[place] === 0 || score === null || Number.isNaN(score)) continue;
            terms.push(own[place] * score);
            there.push(own[place]);
          }
          const weight = exactSum(there);
          if (!(weight > 0)) return NaN;
          const sum = exactSum(terms);
          const score = !node.is_sum ? sum / weight : weight === total ? sum : sum * (total / weight);
          return node.rounding ? rounded(score, ways[node.rounding[0]], node.rounding[1]) : score;
        });
      }
      return ofNodes[0].map((score) => (Number.isNaN(score) ? score : rounded(score, away, weights.decimals)));
    };

    /** Ranks of some regions among each other; 0 where there is no score. */
    const ranksAmong = (scores, regions) => {
      const ranks = new Array(scores.length).fill(0);
      const turned = weights.highest_first ? -1 : 1;
      const order = regions.filter((region) => !Number.isNaN(scores[region])).sort((a, b) => turned * (scores[a] - scores[b]));
      let start = 0;
      for (let dense = 1; start < order.length; dense += 1) {
        let end = start;
        while (end < order.length && scores[order[end]] === scores[order[start]]) end += 1;
        const rank = { min: start + 1, max: end, dense }[weights.ties];
        for (; start < end; start += 1) ranks[order[start]] = rank;
      }
      return ranks;
    };

    /** Share of each indicator in the index of a region that lacks nothing. */
    const shares = (factorOf = moved) => {
      const ofLeaves = new Array(weights.leaves.length).fill(0);
      const ofNodes = new Array(weights.nodes.length).fill(0);
      ofNodes[0] = 1;
      for (const position of [...weights.order].reverse()) {
        const own = weightsOf(position, factorOf);
        const total = exactSum(own);
        for (const [place, [kind, child]] of weights.nodes[position].children.entries()) {
          const share = total > 0 ? (ofNodes[position] * own[place]) / total : 0;
          if (kind === "n") ofNodes[child] += share; else ofLeaves[child] += share;
        }
      }
      return ofLeaves;
    };
    const isBelow = (leaf, node) => {
      for (let above = weights.leaves[leaf].parent; above !== null; above = weights.nodes[above].parent) if (above === node) return true;
      return false;
    };

    // --- Best and worst rank with any weights of the factors ---

    const STEPS = 10;
    /** Factors right below the index, each with its share of it. */
    const factors = weights.nodes.map((node, position) => [node, position]).filter(([node]) => node.parent === 0).map(([node, position]) => {
      const nominal = shares(() => 1);
      return { id: node.id, share: exactSum(nominal.filter((_, leaf) => isBelow(leaf, position))) };
    }).filter(({ share }) => share > 0);
    const isReachable = factors.length >= 2 && factors.length <= 4 && Math.abs(exactSum(factors.map(({ share }) => share)) - 1) < 1e-9;
    /** All ways to give so many tenths to so many factors. */
    const divisions = (tenths, n) => (n === 1 ? [[tenths]] : Array.from({ length: tenths + 1 }, (_, first) => divisions(tenths - first, n - 1).map((rest) => [first, ...rest])).flat());
    const reached = new Map();
    let reaching = 0;
    /** Finds the ends a few divisions at a time, so that the page stays quick; then the table is drawn again. */
    const reach = (type, regions) => {
      if (reached.has(type)) return;
      const ends = data.codes.map(() => [Infinity, 0]);
      const all = divisions(STEPS, factors.length);
      const asked = (reaching += 1);
      const some = () => {
        if (asked !== reaching) return;
        for (const tenths of all.splice(0, 10)) {
          const factorOf = new Map(factors.map(({ id, share }, place) => [id, tenths[place] / STEPS / share]));
          const ranks = ranksAmong(scores((id) => factorOf.get(id) ?? 1), regions);
          for (const region of regions) {
            if (ranks[region] === 0) continue;
            ends[region] = [Math.min(ends[region][0], ranks[region]), Math.max(ends[region][1], ranks[region])];
          }
        }
        if (all.length > 0) { setTimeout(some, 0); return; }
        reached.set(type, ends);
        draw();
      };
      setTimeout(some, 0);
    };

    const sliders = [];
    const slider = (entry, level, leaves) => {
      const label = document.createElement("label");
      label.className = `slider level${level}`;
      const name = document.createElement("span");
      const output = document.createElement("output");
      const input = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 3, step: 0.1, name: entry.id });
      label.append(name, output, input);
      input.addEventListener("input", () => {
        const factor = Number(input.value);
        if (factor === 1) reading.moved.delete(entry.id); else reading.moved.set(entry.id, factor);
        draw();
        remember();
      });
      sliders.push({ entry, name, output, input, leaves });
      return label;
    };
    const ids = new Set([...weights.nodes.slice(1), ...weights.leaves].map((entry) => entry.id));
    const summaries = [];
    const add = (position, level, into) => {
      const below = weights.leaves.map((_, leaf) => leaf).filter((leaf) => isBelow(leaf, position));
      if (position > 0 && below.length > 0) into.append(slider(weights.nodes[position], level, below));
      for (const [child, node] of weights.nodes.entries()) if (node.parent === position) add(child, level + 1, into);
      // A leaf without a name stands for its factor as a whole.
      const direct = below.filter((leaf) => weights.leaves[leaf].parent === position && weights.leaves[leaf].id !== "");
      if (direct.length === 0) return;
      const details = document.createElement("details");
      const summary = document.createElement("summary");
      summaries.push([summary, weights.nodes[position]]);
      details.append(summary, ...direct.map((leaf) => slider(weights.leaves[leaf], 1, [leaf])));
      into.append(details);
    };
    add(0, 0, one("#slider-list"));

    const cell = (kind, text, dataset = {}) => {
      const made = document.createElement(kind);
      made.textContent = text;
      if (kind === "td") made.className = "n"; else made.scope = "row";
      Object.assign(made.dataset, dataset);
      return made;
    };

    const draw = () => {
      const isMoved = reading.moved.size > 0;
      const banner = one("#not-the-index");
      const own = scores();
      const regions = data.codes.map((_, region) => region).filter((region) => !isAway(region));
      const ranks = ranksAmong(own, regions);
      const published = reading.type === "" ? data.ranks : data.group_ranks;
      const isNothing = own.every(Number.isNaN);
      const nMoved = regions.filter((region) => ranks[region] !== published[region]).length;
      banner.classList.toggle("moved", isMoved);
      banner.textContent = isNothing ? says("no_weight") : isMoved ? `${says("not_the_index")} ${says("moved", nMoved)}.` : says("as_published");
      const share = shares();
      for (const { entry, name, output, input, leaves } of sliders) {
        const factor = moved(entry.id);
        name.textContent = say(entry.name);
        input.value = factor;
        const text = `${number(factor, 1)} × · ${says("share", percent(exactSum(leaves.map((leaf) => share[leaf]))))}`;
        output.textContent = text;
        input.setAttribute("aria-valuetext", text);
      }
      for (const [summary, node] of summaries) summary.textContent = says("within", say(node.name));
      const table = one("#own");
      const group = data.groups.find(([id]) => id === reading.type);
      table.caption.textContent = says("own_table", group ? say(group[1]) : says("everybody"));
      if (isReachable) {
        for (const element of document.querySelectorAll(".reach")) element.hidden = false;
        reach(reading.type, [...regions]);
      }
      const ends = reached.get(reading.type);
      regions.sort((a, b) => (ranks[a] || Infinity) - (ranks[b] || Infinity) || a - b);
      table.tBodies[0].replaceChildren(...regions.map((region) => {
        const row = document.createElement("tr");
        row.dataset.r = region;
        if (region === reading.picked) row.className = "picked";
        const climbed = ranks[region] && published[region] ? published[region] - ranks[region] : null;
        const difference = cell("td", climbed === null ? "–" : signed(climbed), { v: climbed ?? "" });
        difference.classList.add(climbed > 0 ? "up" : climbed < 0 ? "down" : "same");
        const rank = (of) => cell("td", of[region] || "–", { v: of[region] || "" });
        const name = cell("th", nameOf(region));
        row.append(rank(ranks), name, rank(published), difference,
          cell("td", number(own[region], data.decimals), { v: Number.isNaN(own[region]) ? "" : own[region] }));
        if (isReachable) {
          const [best, worst] = ends?.[region] ?? [Infinity, 0];
          row.append(cell("td", worst === 0 ? (ends ? "–" : "…") : best === worst ? best : `${best}–${worst}`, { v: worst === 0 ? "" : best }));
        }
        return row;
      }));
      for (const [position, head] of Array.from(table.tHead.rows[0].cells).entries()) {
        if (position === 0) head.setAttribute("aria-sort", "ascending"); else head.removeAttribute("aria-sort");
      }
    };
    one("#sliders").addEventListener("reset", (event) => {
      event.preventDefault();
      reading.moved.clear();
      draw();
      remember();
    });
    one("#sliders").addEventListener("change", () => announce(one("#not-the-index").textContent));
    return { draw, ids };
  };

  // --- The address ---------------------------------------------------------------------------------------------------------------

  let waiting = 0;
  const remember = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const parts = [];
      if (reading.language !== data.languages[0]) parts.push(`lang=${reading.language}`);
      if (reading.type !== "") parts.push(`type=${encodeURIComponent(reading.type)}`);
      if (reading.variable > 0) parts.push(`map=${reading.variable}`);
      if (reading.picked >= 0) parts.push(`region=${encodeURIComponent(data.codes[reading.picked])}`);
      const moved = Array.from(reading.moved, ([id, factor]) => `${encodeURIComponent(id)}:${factor}`);
      if (moved.length > 0) parts.push(`weights=${moved.join(",")}`);
      history.replaceState(null, "", parts.length > 0 ? `#${parts.join("&")}` : location.pathname + location.search);
    }, 200);
  };

  /** A part of the address; what cannot be decoded is as it is. */
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };

  const recall = () => {
    if (!location.hash.includes("=")) return;
    const asked = new Map(location.hash.slice(1).split("&").map((part) => part.split("=")));
    if (data.languages.includes(asked.get("lang"))) reading.language = asked.get("lang");
    const type = decoded(asked.get("type") ?? "");
    reading.type = data.groups.some(([id]) => id === type) && data.groups.length > 1 ? type : "";
    const variable = Number(asked.get("map") ?? 0);
    reading.variable = data.map[variable] ? variable : 0;
    reading.picked = data.codes.indexOf(decoded(asked.get("region") ?? ""));
    reading.moved.clear();
    for (const part of (asked.get("weights") ?? "").split(",")) {
      const [id, factor] = part.split(":");
      const value = Math.min(3, Math.max(0, Number(factor)));
      if (panel?.ids.has(decoded(id)) && Number.isFinite(value) && factor !== "" && value !== 1) reading.moved.set(decoded(id), value);
    }
  };

  // --- Beginning -----------------------------------------------------------------------------------------------------------------

  root.classList.add("scripted");
  all("[data-sortable]").forEach(makeSortable);
  all("[data-table]").forEach(shorten);
  all("[data-chart]").forEach(makeInteractive);
  const panel = data.weights ? weightsPanel(data.weights) : null;
  const draw = () => { localise(); show(); colour(); pick(reading.picked); };
  for (const button of all("[data-language]")) {
    button.addEventListener("click", () => { reading.language = button.dataset.language; localise(); pick(reading.picked); remember(); });
  }
  one("#type")?.addEventListener("change", (event) => { reading.type = event.target.value; show(); remember(); });
  one("#variable")?.addEventListener("change", (event) => { reading.variable = Number(event.target.value); colour(); remember(); });
  find.addEventListener("input", () => { search(); remember(); });
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || reading.picked < 0) return;
    all(`[data-table] tr[data-r="${reading.picked}"]`).find((row) => row.offsetParent)?.scrollIntoView({ block: "center" });
    announce(says("selected", nameOf(reading.picked)));
  });
  // A link within the page must not overwrite what the address remembers.
  for (const link of all('a[href^="#"]')) {
    link.addEventListener("click", (event) => {
      const target = document.getElementById(link.hash.slice(1));
      if (!target) return;
      event.preventDefault();
      if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
      target.scrollIntoView();
    });
  }
  addEventListener("hashchange", () => { recall(); draw(); });
  recall();
  draw();
})();
