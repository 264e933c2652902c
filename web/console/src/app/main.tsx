import "@fontsource-variable/asap";
import "~/kit/tokens.css";
import "~/kit/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refused } from "~/client/http";
import { firstLocale, speak } from "~/kit/i18n";
import { followSystem } from "~/kit/theme";
import { App } from "./App";

/** The socket tells what changed, so nothing is fetched again by itself; only what never arrived is tried again. */
const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      networkMode: "always",
      retry: (times, error) => times < 2 && !(error instanceof Refused && error.problem.status < 500),
      retryDelay: (times) => Math.min(500 * 2 ** times, 4_000),
    },
    mutations: { networkMode: "always" },
  },
});

followSystem();
await speak(firstLocale());
const place = document.getElementById("root");
if (!place) throw new Error("no #root in the page");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={cache}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
