// What only a browser can tell: axe in both themes and widths, overflow, the keyboard, and the boot script in an opaque frame.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openGallery } from "../gallery/browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const boot = readFileSync(fileURLToPath(new URL("../../../artifacts/app-kit/boot.js", import.meta.url)), "utf8");
let gallery;
before(async () => (gallery = await openGallery()));
after(() => gallery?.close());

async function with_(query, size, act) {
  const opened = await gallery.open(query, size);
  try {
    await act(opened.page, opened.errors);
  } finally {
    await opened.close();
  }
}

for (const name of ["dashboard", "charts", "states", "controls", "deck", "report"]) {
  for (const theme of ["light", "dark"]) {
    test(`${name}, ${theme}: no error, no overflow, nothing for axe to find, wide and narrow`, () =>
      with_(`page=${name}&theme=${theme}`, {}, async (page, errors) => {
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
          assert.deepEqual(errors, []);
          assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, "the page is wider than its window");
          const bad = await page.evaluate(() => {
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walk.nextNode()) if (/\b(NaN|undefined|Infinity|Invalid Date)\b|\[object |\d{4}-\d\d-\d\dT/.test(walk.currentNode.data)) found.push(walk.currentNode.data);
            return found;
          });
          assert.deepEqual(bad, []);
          await page.evaluate(`${axe};0`);
          const found = await page.evaluate(async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map((one) => `${one.impact} ${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 4).join(" | ")}`));
          assert.deepEqual(found, [], `${width} px`);
        }
      }));
  }
}

test("one fault stays in its card and is reported", () =>
  with_("page=states&fault", {}, async (page) => {
    await page.getByText("This part of the app failed").waitFor();
    assert.ok(await page.getByRole("heading", { name: "Two thousand rows" }).isVisible());
    assert.match(JSON.stringify(await page.evaluate(() => globalThis.bridgeLog.filter((one) => one.type === "error"))), /rows\[0\]\.total is not a number/);
  }));

test("a filter is set with the keyboard alone, asked for once by each contract, and stands in the state", () =>
  with_("page=dashboard", {}, async (page) => {
    await page.getByRole("button", { name: "Region", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "EMEA" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Clear Region" }).waitFor();
    // The button comes first, the message and the questions after it.
    await page.waitForFunction(() => globalThis.bridgeLog.some((one) => one.type === "state") && globalThis.bridgeLog.some((one) => one.type === "query" && one.contract === "kpis" && one.arguments.region));
    const said = await page.evaluate(() => globalThis.bridgeLog);
    assert.deepEqual(said.findLast((one) => one.type === "state").state, { "f.region": ["EMEA"] });
    const asked = said.filter((one) => one.type === "query" && one.arguments.region).map((one) => one.contract);
    assert.ok(asked.includes("kpis"));
    assert.equal(new Set(asked).size, asked.length, `asked twice: ${asked}`);
    const states = said.filter((one) => one.type === "state").length;
    await page.getByRole("button", { name: "Clear Region" }).click();
    await page.waitForFunction((before) => globalThis.bridgeLog.filter((one) => one.type === "state").length > before, states);
    assert.deepEqual(await page.evaluate(() => globalThis.bridgeLog.findLast((one) => one.type === "state").state), {});
  }));

test("a chart is read with the arrow keys", () =>
  with_("page=dashboard", {}, async (page) => {
    const chart = page.getByRole("img", { name: /^Area chart/ });
    assert.match(await chart.getAttribute("aria-label"), /12 values from November 2025 to October 2026.*ighest \$[\d,]+ \(October 2026\)/);
    await chart.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.getByText(/^December 2025: Revenue \$/).waitFor({ state: "attached" });
  }));

test("a long table draws few rows, scrolls by key, sorts, and copies a cell", () =>
  with_("page=states", {}, async (page) => {
    const table = page.getByRole("grid").first();
    assert.ok((await table.getByRole("row").count()) < 60);
    assert.equal(await table.getAttribute("aria-rowcount"), "2001");
    await table.getByRole("gridcell").first().focus();
    await page.keyboard.press("Control+c");
    await page.waitForFunction(() => globalThis.bridgeLog.some((one) => one.type === "copy" && one.text === "O-100000"));
    for (let at = 0; at < 12; at += 1) await page.keyboard.press("PageDown");
    await table.getByText("O-100072").waitFor();
    await table.getByRole("button", { name: "Revenue" }).click();
    assert.equal(await table.getByRole("columnheader", { name: "Revenue" }).getAttribute("aria-sort"), "descending");
    await page.getByRole("searchbox").first().fill("returned turing");
    await page.getByText(/of 2,000 rows/).waitFor();
  }));

test("the rows behind a row are asked for by its dimensions alone", () =>
  with_("page=dashboard", {}, async (page) => {
    await page.getByRole("tab", { name: "Products" }).click();
    await page.getByRole("gridcell", { name: "Vista 27", exact: true }).click();
    await page.getByRole("dialog", { name: /Vista 27/ }).getByRole("grid").waitFor();
    const asked = await page.evaluate(() => globalThis.bridgeLog.find((one) => one.type === "underlying"));
    assert.deepEqual(Object.keys(asked.row), ["products.name", "products.category", "products.country"]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }));

test("slides turn by arrow keys, and in print each is a page", () =>
  with_("page=deck", {}, async (page) => {
    await page.keyboard.press("ArrowRight");
    await page.getByRole("heading", { name: "Revenue grew across the board" }).waitFor();
    await with_("page=deck&mode=print", {}, async (paper) => {
      const pdf = (await paper.pdf({ preferCSSPageSize: true })).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 5);
    });
  }));

test("printed from a frame, slides are as large as their paper and no card is cut between sheets", async () => {
  const printed = async (page) => {
    await page.getByRole("button", { name: "Print" }).first().click();
    const found = await page.waitForFunction(() => {
      const said = globalThis.bridgeLog.find((one) => one.type === "print");
      if (!said) return null;
      const sheet = (297 * 96) / 25.4;
      const top = document.querySelector("main").getBoundingClientRect().top;
      const boxes = [...document.querySelectorAll(".v-report .v-card, .v-slide-page")].map((one) => one.getBoundingClientRect());
      return { paper: said.paper, sizes: boxes.map(({ width, height }) => `${width} ${height}`), cut: boxes.filter((box) => Math.floor((box.top - top) / sheet) !== Math.floor((box.bottom - top - 1) / sheet)).length };
    });
    return found.jsonValue();
  };
  await with_("page=deck", {}, async (page) => {
    const { paper, sizes } = await printed(page);
    assert.deepEqual(paper, { kind: "slide", pages: 5 });
    assert.deepEqual(new Set(sizes), new Set(["1040 585"]));
  });
  await with_("page=report", {}, async (page) => {
    const { paper, cut } = await printed(page);
    assert.deepEqual(paper, { kind: "sheet", pages: 3 });
    assert.equal(cut, 0);
  });
});

test("a report prints one sheet for each page, in light colours", () =>
  with_("page=report&mode=print&theme=dark", {}, async (page) => {
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 3);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await page.emulateMedia({ media: "print" });
    assert.equal(await ground(), "rgb(255, 255, 255)");
    assert.notEqual(dark, "rgb(255, 255, 255)");
  }));

const frame = (script) => `<!doctype html><html><body><div id="root"></div><script>${boot}</script><script>${script}</script></body></html>`;

async function inFrame(page, script, { answers = true, ping = false } = {}) {
  await page.setContent(`<!doctype html><iframe sandbox="allow-scripts"></iframe>`);
  return page.evaluate(
    ({ html, answers, ping }) =>
      new Promise((resolve) => {
        const element = document.querySelector("iframe");
        const heard = [];
        let hellos = 0;
        addEventListener("message", (event) => {
          if (event.source !== element.contentWindow) return;
          if (event.data.type === "vitrine:hello") {
            hellos += 1;
            if (ping && hellos < 3) return element.contentWindow.postMessage({ type: "vitrine:ping" }, "*");
            if (!answers || heard.includes("sent")) return;
            heard.push("sent");
            const channel = new MessageChannel();
            channel.port1.onmessage = (message) => heard.push(message.data);
            element.contentWindow.postMessage({ type: "vitrine:port", protocol: 1, features: [], context: { mode: "view", theme: "dark", state: {} } }, "*", [channel.port2]);
          } else if (event.data.done) {
            setTimeout(() => resolve({ said: event.data.done, heard: heard.filter((one) => one !== "sent"), hellos }), 60);
          }
        });
        element.srcdoc = html;
      }),
    { html: frame(script), answers, ping },
  );
}

test("the boot script takes WebRTC away for good, and stands in for storage", () =>
  with_("page=deck", {}, async (page) => {
    const { said } = await inFrame(
      page,
      `
      localStorage.setItem("a", 1); sessionStorage.setItem("b", "2");
      let kept = false;
      try { delete window.RTCPeerConnection; window.RTCPeerConnection = function () { kept = true }; } catch {}
      try { window.__vitrine = 1; __vitrine.report = 2; } catch {}
      parent.postMessage({ done: {
        rtc: [typeof RTCPeerConnection, typeof webkitRTCPeerConnection, typeof WebTransport, typeof RTCDataChannel],
        storage: [localStorage.getItem("a"), localStorage.length, sessionStorage.getItem("b"), localStorage.getItem("c")],
        cookie: document.cookie, uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-4/.test(crypto.randomUUID?.() ?? ""), door: typeof __vitrine.connect,
      } }, "*");`,
    );
    assert.deepEqual(said.rtc, ["undefined", "undefined", "undefined", "undefined"]);
    assert.deepEqual(said.storage, ["1", 1, "2", null]);
    assert.equal(said.cookie, "");
    assert.equal(said.uuid, true);
    assert.equal(said.door, "function");
  }));

test("errors before and after the port has come are relayed, and not without end", () =>
  with_("page=deck", {}, async (page) => {
    const { heard } = await inFrame(
      page,
      `
      setTimeout(() => { throw new Error("early") }, 0);
      __vitrine.connect(() => {
        Promise.reject(new Error("late"));
        for (let at = 0; at < 500; at++) __vitrine.report(new Error("again"), "loop");
        setTimeout(() => parent.postMessage({ done: true }, "*"), 50);
      });`,
    );
    const messages = heard.filter((one) => one.type === "error").map((one) => one.message);
    assert.ok(messages.includes("early") || messages.some((one) => one.includes("again")));
    assert.ok(messages.length <= 60, String(messages.length));
  }));

test("a page that comes late is answered when it asks, and the kit gets the port even when it connects later", () =>
  with_("page=deck", {}, async (page) => {
    const { said, hellos } = await inFrame(page, `setTimeout(() => __vitrine.connect((port, context) => parent.postMessage({ done: context.theme + document.documentElement.dataset.theme }, "*")), 150);`, { ping: true });
    assert.equal(said, "darkdark");
    assert.ok(hellos >= 3);
  }));
