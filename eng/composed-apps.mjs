// Composes apps with a running server and makes contact sheets of them: both widths, both themes, as viewers see them.
//   VITRINE_DATA=… node eng/composed-apps.mjs http://localhost:8080 EMAIL PASSWORD FOLDER [name ...]
// FOLDER gets one picture per app, width and theme, and composed-{wide,phone}-{light,dark}.png of all. With names, only those are composed and shown, without sheets.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

// No word about looks in any of them.
const apps = [
  { name: "revenue", project: "shop", prompt: "Monthly revenue by region with top products" },
  { name: "support", project: "shop", prompt: "Weekly support tickets by topic, response time and customer satisfaction" },
  { name: "marketing", project: "shop", prompt: "Marketing spend and return on ad spend by campaign, last 12 months" },
  { name: "returns", project: "shop", kind: "slides", prompt: "Returns by reason and category this year" },
  { name: "stores", project: "shop", kind: "report", prompt: "How are our stores doing? Revenue, orders and average order value by store" },
  { name: "customers", project: "shop", kind: "custom", prompt: "New customers by month and channel compared with last year, and the share of each segment" },
  { name: "baskets", project: "shop", prompt: "Heatmap of orders by weekday and customer segment, and average order value by payment method" },
  { name: "orders", project: "jaffle", prompt: "Orders and shipping revenue by quarter and fulfillment center since 2023" },
  { name: "people", project: "jaffle", prompt: "Overview of customers" },
  { name: "payments", project: "jaffle", kind: "report", prompt: "Payments by method, all time" },
  { name: "centers", project: "jaffle", kind: "slides", prompt: "Order status by fulfillment center in 2025" },
  { name: "delivery", project: "jaffle", kind: "custom", prompt: "Order amount by delivery speed and shipping method, orders by weekday, all time" },
];

const [, , site, email, password, folder, ...only] = process.argv;
const root = path.join(import.meta.dirname, "..");
const bins = path.join(root, "artifacts/bin/Web");
const built = readdirSync(bins).map((name) => path.join(bins, name)).find((bin) => existsSync(path.join(bin, "vitrine")));
const { chromium } = createRequire(import.meta.url)(path.join(built, ".playwright/package"));
const chosen = apps.filter((app) => only.length === 0 || only.includes(app.name));
const widths = [["wide", 1440, 900], ["phone", 390, 844]];
mkdirSync(folder, { recursive: true });

const run = promisify(execFile);
const places = new Map();
for (const app of chosen) {
  const words = ["prompt", app.prompt, "--project", app.project, "--json", ...(app.kind ? ["--kind", app.kind] : [])];
  const { stdout } = await run(path.join(built, "vitrine"), words).catch((failure) => failure);
  const made = JSON.parse(stdout.trim().split("\n").at(-1));
  console.log(`${app.name}: ${made.status} in ${Object.values(made.stageSeconds ?? {}).reduce((sum, one) => sum + one, 0).toFixed(1)} s. ${made.message}`);
  if (made.url) places.set(app.name, `${site}/p/${app.project}/apps/${made.app}/versions/${made.version}`);
}

const browser = await chromium.launch({ executablePath: "/usr/lib/chromium/chromium", args: ["--no-sandbox", "--hide-scrollbars"] });
for (const [size, width, height] of widths) {
  for (const theme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
    const page = await context.newPage();
    await page.goto(`${site}/sign-in`);
    await page.fill("input[type=email]", email);
    await page.fill("input[type=password]", password);
    await page.click("button[type=submit]");
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    for (const [name, place] of places) {
      await page.setViewportSize({ width, height });
      await page.goto(place, { waitUntil: "networkidle" });
      const frame = page.frames().find((one) => one.url().includes("/run/"));
      if (!frame) {
        console.log(`${name}: no app at ${place}`);
        continue;
      }
      // Of slides, one with a chart.
      if (apps.find((app) => app.name === name).kind === "slides") for (let step = 0; step < 3; step++) await frame.locator(".v-deck-dot[aria-selected=true]").press("ArrowRight");
      // The whole app, not what fits the window: as tall as the frame wants to be.
      const whole = await frame.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      await page.setViewportSize({ width, height: Math.min(height + Math.max(0, whole), 6000) });
      await page.waitForFunction(() => document.fonts.status === "loaded");
      await frame.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: path.join(folder, `${name}-${size}-${theme}.png`), animations: "disabled" });
    }
    await context.close();
  }
}

if (only.length === 0) {
  // What one sees first of each, and enough below it.
  for (const [size, width, show, columns] of [["wide", 480, 470, 4], ["phone", 260, 700, 6]]) {
    for (const theme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport: { width: columns * (width + 16) + 16, height: 400 }, colorScheme: theme });
      const figures = [...places.keys()].map((name) => {
        const picture = readFileSync(path.join(folder, `${name}-${size}-${theme}.png`)).toString("base64");
        const { project, kind, prompt } = apps.find((app) => app.name === name);
        return `<figure><div><img src="data:image/png;base64,${picture}"></div><figcaption>${prompt}<br><span>${project}, ${kind ?? "dashboard"}</span></figcaption></figure>`;
      });
      await page.setContent(`<style>:root{color-scheme:light dark}body{margin:0;padding:16px;display:grid;grid-template-columns:repeat(${columns},${width}px);gap:16px;font:13px/1.35 Inter,sans-serif;background:light-dark(#e6e8ee,#05070c);color:light-dark(#1b2130,#dfe4ee)}
        figure{margin:0}div{height:${show}px;overflow:hidden;border-radius:8px}img{width:${width}px;display:block}figcaption{padding-top:6px}span{opacity:.65}</style>${figures.join("")}`);
      writeFileSync(path.join(folder, `composed-${size}-${theme}.png`), await page.screenshot({ fullPage: true }));
      await page.close();
    }
  }
}
await browser.close();
