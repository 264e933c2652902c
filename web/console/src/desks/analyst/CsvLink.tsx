import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { Cut, ReportAsked } from "~/client/contract/reportsEndpoints";
import { meQuery } from "~/rooms/access/queries";
import css from "./CsvLink.module.css";

/** The same numbers as a file, for those who may take them away. */
export function CsvLink({ file, asked, by }: { file: "days" | "table"; asked: ReportAsked; by?: Cut }) {
  const { data: me } = useQuery(meQuery);
  if (!me?.verbs.includes("reports.export")) return null;
  const query = new URLSearchParams({ ...(asked as Record<string, string>), ...(by ? { by } : {}) });
  return (
    <a className={css.link} href={`/api/v1/reports/${file}.csv?${query}`} download>
      <Download size={16} aria-hidden />
      {t`Bajar CSV`}
    </a>
  );
}
