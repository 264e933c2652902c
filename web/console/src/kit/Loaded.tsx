import { t } from "@lingui/core/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failing } from "./Failing";
import { Loading } from "./Loading";
import { problemWords } from "./problemWords";

/** What was asked for, once it is there; until then bars, and in its place why it did not come. */
export function Loaded<Data>({ query, rows = 6, children }: Props<Data>) {
  if (query.isPending) return <Loading rows={rows} />;
  if (query.isError && query.data === undefined) {
    return <Failing what={t`No se pudo cargar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} />;
  }
  return <>{children(query.data as Data)}</>;
}

interface Props<Data> {
  query: UseQueryResult<Data>;
  rows?: number;
  children: (data: Data) => ReactNode;
}
