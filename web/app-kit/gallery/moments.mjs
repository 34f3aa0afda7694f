// Pictures of what appears on touch: tooltips, lists, dialogs.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openGallery } from "./browser.mjs";

const output = fileURLToPath(new URL("../../../artifacts/app-kit/shots/", import.meta.url));
mkdirSync(output, { recursive: true });
const gallery = await openGallery();
const moments = {
  tooltip: ["page=dashboard&theme=light", async (page) => page.locator("[data-chart]").first().hover({ position: { x: 420, y: 120 } })],
  "tooltip-stack": ["page=dashboard&theme=dark", async (page) => page.locator("[data-chart]").nth(2).hover({ position: { x: 300, y: 120 } })],
  options: ["page=dashboard&theme=light", async (page) => { await page.getByRole("button", { name: "Region", exact: true }).click(); await page.getByRole("option", { name: "EMEA" }).click(); await page.getByRole("option", { name: "APAC" }).click(); }],
  range: ["page=dashboard&theme=dark", async (page) => page.getByRole("button", { name: /Created/ }).click()],
  country: ["page=controls&theme=light", async (page) => { await page.getByRole("button", { name: "Country" }).click(); await page.getByRole("option", { name: "Germany" }).waitFor(); await page.keyboard.press("ArrowDown"); }],
  cross: ["page=dashboard&theme=light", async (page) => page.getByRole("button", { name: /SMB/ }).click()],
  products: ["page=dashboard&theme=light", async (page) => page.getByRole("tab", { name: "Products" }).click()],
  drill: ["page=dashboard&theme=dark", async (page) => { await page.getByRole("tab", { name: "Products" }).click(); await page.getByRole("gridcell", { name: "Vista 27" }).click(); await page.getByRole("dialog").getByRole("grid").waitFor(); }],
  mix: ["page=dashboard&theme=light", async (page) => page.getByRole("tab", { name: "Mix & margin" }).click()],
  slide2: ["page=deck&theme=light", async (page) => page.keyboard.press("ArrowRight")],
  slide3: ["page=deck&theme=dark", async (page) => { await page.keyboard.press("ArrowRight"); await page.keyboard.press("ArrowRight"); }],
  slide5: ["page=deck&theme=light", async (page) => page.keyboard.press("End")],
  loading: ["page=dashboard&theme=light&loading", async () => {}],
};
const wanted = process.argv.slice(2);
for (const [name, [query, act]] of Object.entries(moments)) {
  if (wanted.length && !wanted.includes(name)) continue;
  const { page, errors, close } = await gallery.open(query, { height: 900 });
  try {
    await act(page);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 250)));
  } catch (cause) {
    console.log(name, String(cause).slice(0, 300));
  }
  await page.screenshot({ path: `${output}moment-${name}.png` });
  console.log(name, errors.slice(0, 2));
  await close();
}
await gallery.close();
