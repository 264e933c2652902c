import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "es",
  locales: ["es", "en", "pt"],
  catalogs: [{ path: "<rootDir>/../../locales/{locale}/console", include: ["<rootDir>/src"] }],
  format: formatter({ lineNumbers: false }),
});
