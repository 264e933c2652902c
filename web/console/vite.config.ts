import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { macro } from "./macro.ts";
import { mock } from "./mock/plugin.ts";
import { serviceWorker } from "./worker/plugin.ts";
import { words } from "./words.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** With TRATO_SERVER=http://127.0.0.1:8000 the desk runs on a real server; without, on the one in `mock/`. */
const server = process.env.TRATO_SERVER;

export default defineConfig({
  base: "/",
  plugins: [words(), macro(), react(), lingui(), serviceWorker(), ...(server || process.env.VITEST ? [] : [mock()])],
  resolve: { alias: { "~": here("./src") } },
  server: {
    fs: { allow: [here("../..")] },
    proxy: server ? { "/api": { target: server, ws: true, changeOrigin: false } } : undefined,
  },
  build: {
    outDir: here("../../src/trato/app/static/console"),
    emptyOutDir: true,
    target: "es2023",
    sourcemap: false,
    chunkSizeWarningLimit: 800,
    rollupOptions: {
      output: {
        // What the first page says has a name of its own: its weight is counted (tests/house/test_console_weight.py).
        chunkFileNames: (chunk) => (chunk.facadeModuleId?.endsWith(".po?first") ? "assets/words-[hash].js" : "assets/[name]-[hash].js"),
      },
    },
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"], css: false },
});
