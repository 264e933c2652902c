import "@fontsource-variable/asap";
import "~/kit/tokens.css";
import "~/kit/base.css";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refused } from "~/client/http";
import { firstLocale, speak } from "~/kit/i18n";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { followSystem } from "~/kit/theme";
import { meQuery } from "~/rooms/access/queries";
import { App } from "./App";

/** The socket tells what changed, so nothing is fetched again by itself; only what never arrived is tried again. */
const cache: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: askWhoIsHere }),
  mutationCache: new MutationCache({ onError: askWhoIsHere }),
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

/** A session that ended is found by whatever is asked next: then who is here is asked again, and the door shows. */
function askWhoIsHere(error: Error) {
  if (!(error instanceof Refused) || error.problem.status !== 401) return;
  if (cache.getQueryState(meQuery.queryKey)?.status === "success") void cache.invalidateQueries({ queryKey: meQuery.queryKey });
}

const UpdateBar = lazy(() => patient(() => import("./UpdateBar")).then((file) => ({ default: file.UpdateBar })));

followSystem();
await speak(firstLocale());
const place = document.getElementById("root");
if (!place) throw new Error("no #root in the page");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={cache}>
      <App />
      <Part>{import.meta.env.PROD ? <UpdateBar /> : null}</Part>
    </QueryClientProvider>
  </StrictMode>,
);
