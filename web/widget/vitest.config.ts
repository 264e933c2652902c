import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { __APP__: JSON.stringify("app.js") },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"] },
});
