// Opens the built gallery in Chromium: serves artifacts/app-kit/gallery on loopback and hands out pages.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../../../artifacts/app-kit/gallery/", import.meta.url));
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

export const executablePath = [process.env.VITRINE_CHROMIUM, "/usr/lib/chromium/chromium", "/usr/bin/chromium", "/usr/bin/google-chrome"].find((one) => one && existsSync(one));

export async function openGallery() {
  const server = createServer(async (request, response) => {
    const file = path.join(root, new URL(request.url, "http://x").pathname);
    const real = file.endsWith("/") ? path.join(file, "index.html") : file;
    try {
      if (!real.startsWith(root)) throw new Error("outside");
      response.writeHead(200, { "content-type": types[path.extname(real)] ?? "application/octet-stream" }).end(await readFile(real));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath, args: ["--force-color-profile=srgb", "--font-render-hinting=none", "--hide-scrollbars", "--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });
  const address = `http://127.0.0.1:${server.address().port}/`;
  return {
    /** A page that shows `query`, once it is idle; what it logged as errors is in `errors`. */
    async open(query, { width = 1440, height = 1000, reducedMotion = "reduce" } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, reducedMotion });
      const page = await context.newPage();
      page.setDefaultTimeout(25000);
      const errors = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      await page.goto(`${address}?${query}`);
      if (!/loading/.test(query)) await page.waitForFunction(() => document.documentElement.dataset.idle === "yes" || document.querySelector("[data-skeleton]"), null, { timeout: 15000 });
      await page.waitForTimeout?.(0);
      return { page, errors, close: () => context.close() };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
