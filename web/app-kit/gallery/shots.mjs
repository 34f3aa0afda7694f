// Pictures of the gallery, in both themes and at both widths: node gallery/shots.mjs [page …]
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openGallery } from "./browser.mjs";

const output = fileURLToPath(new URL("../../../artifacts/app-kit/shots/", import.meta.url));
mkdirSync(output, { recursive: true });
const pages = process.argv.length > 2 ? process.argv.slice(2) : ["dashboard", "charts", "states", "controls", "deck", "report"];
const gallery = await openGallery();
for (const name of pages) {
  for (const theme of ["light", "dark"]) {
    for (const width of [1440, 390]) {
      const { page, errors, close } = await gallery.open(`page=${name}&theme=${theme}`, { width, height: width === 390 ? 844 : 900 });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await page.screenshot({ path: `${output}${name}-${theme}-${width}.png`, fullPage: true });
      console.log(name, theme, width, wide > 0 ? `OVERFLOW ${wide}` : "fits", errors.length ? errors.slice(0, 3) : "");
      await close();
    }
  }
}
await gallery.close();
