import { t } from "@lingui/core/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Instant } from "~/client/contract/basics";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { exactMoment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Section } from "~/kit/Section";

interface Versioned {
  version: number;
  from_at: Instant;
}

interface Props<T extends Versioned> {
  hint: string;
  query: UseQueryResult<T[]>;
  /** The version in force: it need not be brought. */
  present: number;
  /** What else is told of each, between its day and the deed. */
  more?: Column<T>[];
  onBring: (one: T) => void;
  children?: ReactNode;
}

/** What something said before, version by version; each can be put into the form, and saved again. */
export function VersionTable<T extends Versioned>({ hint, query, present, more = [], onBring, children }: Props<T>) {
  const columns: Column<T>[] = [
    { id: "version", head: t`Versión`, cell: (one) => one.version },
    { id: "from", head: t`Desde`, cell: (one) => exactMoment(one.from_at) },
    ...more,
    {
      id: "deed",
      head: t`Traer`,
      unseen: true,
      cell: (one) =>
        one.version === present ? (
          t`en vigor`
        ) : (
          <Button look="bare" onClick={() => onBring(one)}>
            {t`Traer al formulario la versión ${one.version}`}
          </Button>
        ),
    },
  ];
  return (
    <Section stacked title={t`Versiones`} hint={hint}>
      {children}
      <Loaded query={query} rows={2}>
        {(versions) => <DataTable dense label={t`Versiones`} columns={columns} rows={versions} keyOf={(one) => String(one.version)} />}
      </Loaded>
    </Section>
  );
}
