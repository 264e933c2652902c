import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { ReportAsked, ReportFilter } from "~/client/contract/reportsEndpoints";
import { now } from "~/kit/now";
import { askedOf } from "~/rooms/reporting/asked";
import { FILTERS, type ReportSearch } from "~/rooms/reporting/reportSearch";

/** What the address asks, and ways to ask something else; what is not named stays. */
export function useReportSearch(): { search: ReportSearch; asked: ReportAsked; filter: ReportFilter; set: (change: ReportSearch) => void; narrow: (filter: ReportFilter) => void } {
  const search: ReportSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const asked = useMemo(() => askedOf(search, now()), [search]);
  const filter: ReportFilter = Object.fromEntries(FILTERS.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));
  const put = (next: ReportSearch) => void navigate({ to: ".", search: next as never, replace: true });
  return {
    search,
    asked,
    filter,
    set: (change) => put({ ...search, ...change }),
    narrow: (wanted) => {
      const kept = Object.fromEntries(Object.entries(search).filter(([name]) => !(FILTERS as readonly string[]).includes(name)));
      put({ ...kept, ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)) });
    },
  };
}
