import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("."),
  plugins: [tailwind()],
  logLevel: "warn",
  resolve: {
    alias: [
      { find: /^@vitrine\/kit$/, replacement: at("../src/index.ts") },
      { find: /^@vitrine\/kit\/charts$/, replacement: at("../src/charts/index.ts") },
      { find: /^@\//, replacement: `${at("./src")}/` },
    ],
  },
  build: { outDir: at("../../../artifacts/app-kit/gallery"), emptyOutDir: true, target: "es2022", modulePreload: false, cssCodeSplit: false },
});
