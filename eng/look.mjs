// Walks the pages of a running server in Chromium, at desktop and phone width, light and dark, and writes a picture of each.
//   node eng/look.mjs http://localhost:8080 EMAIL PASSWORD FOLDER [name=path[@@selector||selector ...] ...]     SETTLE=milliseconds before each picture
// The browser's driver is the one that the build has put beside the program.
import { readdirSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [, , site, email, password, folder, ...pages] = process.argv;
const root = process.env.VITRINE_CHECKOUT ?? path.join(import.meta.dirname, "..");
const bins = path.join(root, "artifacts/bin/Web");
const built = readdirSync(bins).map((name) => path.join(bins, name, ".playwright/package"));
const { chromium } = createRequire(import.meta.url)(built[0]);

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: "/usr/lib/chromium/chromium", args: ["--no-sandbox"] });
for (const [width, height, size] of [[1440, 900, "desktop"], [390, 844, "phone"]]) {
  for (const theme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error") console.log(`${size} ${theme} ${page.url()}: ${message.text().slice(0, 300)}`);
    });
    page.on("pageerror", (error) => console.log(`${size} ${theme} ${page.url()}: ${error.message}`));
    await page.goto(`${site}/sign-in`);
    if (pages.some((entry) => entry.startsWith("sign-in="))) await page.screenshot({ path: path.join(folder, `sign-in-${size}-${theme}.png`) });
    await page.fill("input[type=email]", email);
    await page.fill("input[type=password]", password);
    await page.click("button[type=submit]");
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    for (const entry of pages) {
      const at = entry.indexOf("=");
      const [name, where] = [entry.slice(0, at), entry.slice(at + 1)];
      if (name === "sign-in") continue;
      const [address, click] = where.split("@@");
      await page.goto(site + address, { waitUntil: "networkidle" }).catch(() => {});
      if (click) for (const one of click.split("||")) { await page.click(one, { timeout: 5000 }).catch((e) => console.log(String(e).slice(0, 200))); await page.waitForTimeout(500); }
      await page.waitForTimeout(Number(process.env.SETTLE ?? 900));
      await page.screenshot({ path: path.join(folder, `${name}-${size}-${theme}.png`) });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) console.log(`${name} ${size} ${theme}: ${over} px wider than the window`);
    }
    await context.close();
  }
}
await browser.close();
