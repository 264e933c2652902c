import { useNavigate } from "@tanstack/react-router";
import type { RefObject } from "react";
import { placeOf } from "~/rooms/search/placeOf";
import { useFound } from "~/rooms/search/useFound";
import type { DeskSearch } from "./AgentDesk";

const SEARCH = "search"; // as a view in the address

/** The whole history in the place of a list: what is asked stands in the address, what answers is the list. */
export function useSearching(view: string, search: DeskSearch, field: RefObject<HTMLInputElement | null>) {
  const navigate = useNavigate();
  const on = view === SEARCH;
  const words = search.find ?? "";
  const { rows } = useFound(on ? words.trim() : "");
  const ask = (find: string) =>
    on
      ? void navigate({ to: ".", search: (old: DeskSearch) => ({ ...old, find: find || undefined }), replace: true })
      : void navigate({ to: "/cases/$view", params: { view: SEARCH }, search: find ? { find } : {} });
  return {
    on,
    words,
    rows,
    ask,
    open: () => (on ? field.current?.focus() : ask(search.q ?? "")),
    /** The message or note to which a found case opens. */
    messageOf: (caseId: string) => (on ? placeOf(rows.find((row) => row.id === caseId)) : undefined),
  };
}
