import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { call } from "~/client/http";
import { DataTable } from "~/kit/DataTable";
import { exactMoment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { hookErrorWords } from "./kindWords";

/** Every try of one notice. */
export function Attempts({ id, seq }: { id: string; seq: number }) {
  const attempts = useQuery({
    queryKey: ["webhooks", id, "attempts", seq],
    queryFn: ({ signal }) => call("GET /webhooks/{id}/deliveries/{seq}/attempts", { path: { id, seq: String(seq) }, signal }),
    staleTime: 0,
  });
  return (
    <Loaded query={attempts} rows={2}>
      {(rows) => (
        <DataTable
          dense
          label={t`Intentos del aviso ${seq}`}
          rows={rows}
          keyOf={(one) => one.at}
          columns={[
            { id: "at", head: t`Intento`, cell: (one) => exactMoment(one.at) },
            { id: "code", head: t`Código`, align: "end", cell: (one) => one.response_code ?? "–" },
            { id: "ms", head: "ms", align: "end", cell: (one) => one.duration_ms },
            { id: "error", head: t`Qué pasó`, cell: (one) => (one.error ? hookErrorWords(one.error) : t`Recibido`) },
          ]}
        />
      )}
    </Loaded>
  );
}
