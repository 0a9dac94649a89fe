// report.html and the profiles in a real browser. Usage: node test.mjs CHROMIUM FOLDER HOSTILE-FOLDER
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, folder, hostile] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const address = (name, within = folder) => {
  const [file, hash] = name.split("#");
  return pathToFileURL(`${within}/${file}`).href + (hash ? `#${hash}` : "");
};

/** A page, opened; whatever goes wrong in it fails the test. */
const open = async (url, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`error: ${error.message}`));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.faults.push(`console: ${message.text()}`));
  page.on("dialog", (dialog) => { page.faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => request.url().split("#")[0] !== url.split("#")[0] && page.faults.push(`request: ${request.url()}`));
  await page.goto(url);
  return page;
};
const close = async (page) => {
  assert.deepEqual(page.faults, []);
  await page.context().close();
};
const texts = (page, selector) => page.locator(selector).allTextContents();
const data = (page) => page.evaluate(() => JSON.parse(document.getElementById("data").textContent));
/** Waits until the address remembers what was chosen. */
const remembered = (page, part) => page.waitForFunction((part) => decodeURIComponent(location.hash).includes(part), part);

const tests = {
  async "without JavaScript the main language reads whole"() {
    const page = await open(address("report.html"), { javaScriptEnabled: false });
    assert.equal(await page.locator("html").getAttribute("lang"), "fi");
    assert.equal(await page.locator(".needs-script:visible").count(), 0);
    assert.equal(await page.locator("[data-table] tbody tr:visible").count(), 2 * 292);
    assert.equal(await page.locator("#map-drawing path:visible").count(), 292);
    assert.equal(await page.locator(".slopes path").count(), 292);
    assert.equal(await page.locator("#weights .without-script:visible").count(), 1);
    await close(page);
  },

  async "a table is sorted by its headers"() {
    const page = await open(address("report.html"));
    const table = page.locator("[data-table='0'] table");
    const name = table.locator("thead th").nth(1);
    const names = () => table.locator("tbody th").allTextContents();
    const ranked = await names();
    await name.getByRole("button").click();
    assert.equal(await name.getAttribute("aria-sort"), "ascending");
    const sorted = await names();
    assert.deepEqual(sorted, [...ranked].sort(new Intl.Collator("fi").compare));
    assert.match(await page.locator("#live").textContent(), /Kunta.*nouseva/);
    await name.getByRole("button").press("Enter");
    assert.equal(await name.getAttribute("aria-sort"), "descending");
    assert.deepEqual(await names(), [...sorted].reverse());
    await table.locator("thead th").first().getByRole("button").click();
    assert.equal(await name.getAttribute("aria-sort"), null);
    assert.deepEqual(await names(), ranked);
    await close(page);
  },

  async "a region is found, and picked out in every chart"() {
    const page = await open(address("report.html"));
    await page.locator("#find").fill("äänekoski");
    assert.equal(await page.locator("#found").textContent(), "Löytyi 1");
    assert.deepEqual(await texts(page, "[data-table] tbody tr:visible th"), ["Äänekoski", "Äänekoski"]);
    for (const chart of [".map", ".slopes", ".fields", ".strips"]) {
      assert.ok((await page.locator(`${chart} .picked`).count()) >= 1, chart);
    }
    await page.locator("#find").fill("zzz");
    assert.equal(await page.locator("#found").textContent(), "Ei osumia");
    await page.locator("#find").fill("");
    await page.locator("#type").selectOption("2");
    assert.deepEqual(await page.locator("[data-table]:visible").evaluateAll((boxes) => boxes.map((box) => box.dataset.table)), ["2"]);
    await close(page);
  },

  async "the language is switched without loading anything"() {
    const page = await open(address("report.html"));
    const cell = page.locator("[data-table='0'] tbody tr").first().locator("[data-n]").first();
    const finnish = await cell.textContent();
    assert.match(finnish, /^\d+,\d$/);
    await page.getByRole("button", { name: "English" }).click();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(await cell.textContent(), finnish.replace(",", "."));
    assert.equal(await page.locator("#map-title").textContent(), "Map");
    await page.getByRole("button", { name: "Svenska" }).click();
    assert.equal(await page.locator("#map-title").textContent(), "Karta");
    assert.ok((await texts(page, "[data-table] tbody th")).includes("Helsingfors"));
    await remembered(page, "lang=sv");
    await page.reload();
    assert.equal(await page.locator("html").getAttribute("lang"), "sv");
    assert.equal(await page.title(), (await page.locator("h1").textContent()));
    await close(page);
  },

  async "the map shows another variable"() {
    const page = await open(address("report.html"));
    const { map } = await data(page);
    for (const position of [1, map.length - 1]) {
      await page.locator("#variable").selectOption(String(position));
      const shown = await page.locator("#map-drawing path").evaluateAll((shapes) => shapes.map((shape) => [Number(shape.dataset.r), shape.getAttribute("class")]));
      for (const [region, name] of shown) {
        const digit = map[position].classes[region];
        assert.equal(name, digit === "0" ? "none" : map[position].scale + digit);
      }
      assert.equal(await page.locator("[data-legend]:visible").getAttribute("data-legend"), String(position));
    }
    await close(page);
  },

  async "charts can be walked through by keyboard"() {
    const page = await open(address("report.html"));
    for (const chart of ["#map-drawing", ".slopes >> nth=0", ".fields", ".strips >> nth=0"]) {
      await page.locator(chart).focus();
      await page.keyboard.press("ArrowDown");
      const first = await page.locator("#tip strong").textContent();
      await page.keyboard.press(chart.startsWith(".strips") ? "ArrowRight" : "ArrowDown");
      const second = await page.locator("#tip strong").textContent();
      assert.notEqual(second, first, chart);
      assert.ok((await page.locator("#live").textContent()).startsWith(second), chart);
      await page.keyboard.press("Enter");
      assert.ok((await page.locator(`${chart} >> .picked`).count()) >= 1, chart);
      await page.keyboard.press("Escape");
      assert.ok(await page.locator("#tip").isHidden());
    }
    await close(page);
  },

  async "own weights give other ranks, and the address remembers them"() {
    const page = await open(address("report.html"));
    const { codes, ranks, group_of: groupOf, group_ranks: groupRanks, groups } = await data(page);
    const own = (of = page) => of.locator("#own tbody tr").evaluateAll((rows) => Object.fromEntries(rows.map((row) => [row.dataset.r, Number(row.cells[0].textContent)])));
    // With the index's own weights the page computes the published ranks, among all and in every type.
    assert.deepEqual(await own(), Object.fromEntries(codes.map((_, region) => [region, ranks[region]])));
    for (const [position, [id]] of groups.entries()) {
      await page.locator("#type").selectOption(id);
      const members = codes.map((_, region) => region).filter((region) => groupOf[region] === position);
      assert.deepEqual(await own(), Object.fromEntries(members.map((region) => [region, groupRanks[region]])));
    }
    await page.locator("#type").selectOption("");
    // Some weights give the published rank: it lies between the best and the worst of all.
    await page.waitForFunction(() => !document.querySelector("#own tbody").textContent.includes("…"));
    const reach = await page.locator("#own tbody tr").evaluateAll((rows) => rows.map((row) => [Number(row.dataset.r), row.cells[5].textContent.split("–").map(Number)]));
    for (const [region, ends] of reach) assert.ok(ends[0] <= ranks[region] && ranks[region] <= ends.at(-1), `${codes[region]}: ${ends}`);
    assert.ok(reach.some(([, ends]) => ends.length === 2));
    const slider = page.locator("#sliders input").first();
    await slider.focus();
    for (let step = 0; step < 10; step += 1) await page.keyboard.press("ArrowRight");
    assert.equal(await slider.inputValue(), "2");
    assert.match(await page.locator("#not-the-index").textContent(), /^Tämä ei ole julkaistu indeksi/);
    const moved = await own();
    assert.notDeepEqual(moved, Object.fromEntries(codes.map((_, region) => [region, ranks[region]])));
    await remembered(page, "weights=elinvoima:2");
    const remembering = page.url();
    await close(page);
    const again = await open(remembering);
    assert.deepEqual(await own(again), moved);
    await again.locator("#reset").click();
    assert.match(await again.locator("#not-the-index").textContent(), /^Painot ovat indeksin omat/);
    for (const input of await again.locator("#slider-list > .slider input").all()) await input.fill("0");
    assert.match(await again.locator("#not-the-index").textContent(), /^Kaikki painot ovat nollia/);
    await close(again);
  },

  async "a link within the page does not forget what was chosen"() {
    const page = await open(address("report.html#lang=en&type=1"));
    await page.locator("nav a[href='#method']").click();
    assert.match(page.url(), /lang=en/);
    assert.equal(await page.evaluate(() => document.activeElement.id), "method");
    await close(page);
  },

  async "a profile follows the language of the page that led to it"() {
    const page = await open(address("report.html#lang=sv"));
    const link = page.locator("[data-table='0'] tbody a").first();
    const name = await link.textContent();
    const file = await link.evaluate((link) => link.href);
    await close(page);
    const profile = await open(file);
    assert.equal(await profile.locator("html").getAttribute("lang"), "sv");
    assert.equal(await profile.locator("h1").textContent(), name);
    await profile.locator("[data-language='fi']").click();
    assert.equal(await profile.locator("html").getAttribute("lang"), "fi");
    await close(profile);
    const list = await open(address("profiles/index.html"));
    await list.locator("#find").fill("oulu");
    assert.ok((await texts(list, ".list tbody tr:visible th")).includes("Oulu"));
    await close(list);
  },

  async "hostile names stay text"() {
    for (const name of ["report.html", "profiles/091.html", "profiles/index.html"]) {
      const page = await open(address(name, hostile));
      assert.equal(await page.evaluate(() => window.hostile), undefined, name);
      assert.equal(await page.locator("img, iframe, object").count(), 0, name);
      assert.equal(await page.locator("script").count(), 2, name);
      await close(page);
    }
    const page = await open(address("report.html", hostile));
    const names = await texts(page, "[data-table='all'] tbody th");
    assert.ok(names.includes("</script><script>hostile=1</script>"), names.join());
    assert.ok(names.includes("\"'><img src=x onerror=hostile=1>"), names.join());
    assert.ok(names.every((name) => !/[\u2028\u202e]/.test(name)), names.join());
    await page.locator("#find").fill("<img");
    assert.equal(await page.locator("#found").textContent(), "1 found");
    await page.locator("#map-drawing").focus();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => window.hostile), undefined);
    await close(page);
  },

  async "nothing is wider than a telephone"() {
    for (const name of ["report.html", "profiles/091.html", "profiles/index.html"]) {
      const page = await open(address(name), { viewport: { width: 390, height: 800 } });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, name);
      await close(page);
    }
  },

  async "axe finds no violation"() {
    for (const name of ["report.html", "profiles/091.html", "profiles/index.html"]) {
      for (const colorScheme of ["light", "dark"]) {
        for (const width of [1280, 390]) {
          const page = await open(address(name), { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
          await page.evaluate(axe);
          await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
          const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
          const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
          assert.deepEqual(told, [], `${name}, ${colorScheme}, ${width} pixels`);
          await close(page);
        }
      }
    }
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  const started = Date.now();
  try {
    await test();
    console.log(`ok      ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
await browser.close();
console.log(failed === 0 ? `${Object.keys(tests).length} tests of the pages passed` : `${failed} tests of the pages failed`);
process.exit(failed === 0 ? 0 : 1);
