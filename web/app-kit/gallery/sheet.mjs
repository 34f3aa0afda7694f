// Contact sheets of the pictures that shots.mjs and moments.mjs made: docs/images/kit-gallery-*.png.
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { executablePath } from "./browser.mjs";

const shots = fileURLToPath(new URL("../../../artifacts/app-kit/shots/", import.meta.url));
const output = fileURLToPath(new URL("../../../docs/images/", import.meta.url));
mkdirSync(output, { recursive: true });
const sheets = {
  wide: { tile: [620, 560], names: ["dashboard-light-1440", "dashboard-dark-1440", "charts-light-1440", "charts-dark-1440", "controls-light-1440", "states-dark-1440"] },
  moments: { tile: [620, 388], names: ["moment-options", "moment-range", "moment-drill", "moment-products", "moment-slide2", "moment-slide3"] },
  phone: { tile: [300, 1100], names: ["dashboard-light-390", "dashboard-dark-390", "charts-light-390", "report-light-390"] },
};
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
for (const [name, { tile: [width, height], names }] of Object.entries(sheets)) {
  const columns = name === "phone" ? 4 : 2;
  const page = await browser.newPage({ viewport: { width: columns * (width + 16) + 16, height: 400 } });
  const tiles = names.map((one) => `<div><img src="data:image/png;base64,${readFileSync(`${shots}${one}.png`).toString("base64")}"></div>`).join("");
  await page.setContent(`<style>body{margin:0;padding:16px;display:grid;grid-template-columns:repeat(${columns},${width}px);gap:16px;background:#8b93a3}div{height:${height}px;overflow:hidden;border-radius:8px}img{width:100%;display:block}</style>${tiles}`);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  await page.screenshot({ path: `${output}kit-gallery-${name}.png`, fullPage: true });
}
await browser.close();
