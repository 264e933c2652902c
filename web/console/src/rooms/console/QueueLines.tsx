import { t } from "@lingui/core/macro";
import { Flag, TriangleAlert } from "lucide-react";
import type { Measure, QueueLine, Target } from "~/client/contract/floor";
import type { TriageQuery } from "~/client/contract/triage";
import { AsideCount } from "~/kit/AsideCount";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { clockTime, count } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { figure, figuresOf } from "./figures";
import { targetWords, toneWords, valueWords } from "./figureWords";

/** A line for each queue: what waits, since when, what falls due next, who is there, how the day goes. */
export function QueueLines({ lines, targets, onOpen, asideOf, empty }: Props) {
  const now = useNow(1_000);
  const cell = (line: QueueLine, measure: Measure) => {
    const one = figure(figuresOf(line.numbers, line.crew, targets, line.id, now), measure);
    const said = valueWords(measure, one.value);
    if (one.tone === "kept") return said;
    const Icon = one.tone === "breached" ? Flag : TriangleAlert;
    return (
      <Chip tone={one.tone} title={`${targetWords(one)} · ${toneWords(one.tone)}`}>
        <Icon size={12} aria-hidden />
        {said}
        <span className="unseen">{toneWords(one.tone)}</span>
      </Chip>
    );
  };
  const figureColumn = (measure: Measure, head: string): Column<QueueLine> => ({ id: measure, head, align: "end", cell: (line) => cell(line, measure) });
  const columns: Column<QueueLine>[] = [
    { id: "name", head: t`Cola`, cell: (line) => (line.id === null ? t`Sin cola` : line.name) },
    figureColumn("waiting", t`Esperan`),
    figureColumn("longest_wait", t`Mayor espera`),
    { id: "due", head: t`Vence primero`, align: "end", cell: (line) => (line.numbers.due_next ? clockTime(line.numbers.due_next) : "–") },
    figureColumn("at_risk", t`Por vencer`),
    figureColumn("breached", t`Vencidos`),
    { id: "crew", head: t`En línea`, align: "end", cell: (line) => `${count(line.crew.available)}/${count(line.crew.agents)}` },
    figureColumn("service_level", t`En plazo hoy`),
    { id: "aside", head: t`Apartados hoy`, align: "end", cell: (line) => (asideOf && line.numbers.aside > 0 ? <AsideCount aside={line.numbers.aside} search={asideOf(line)} /> : count(line.numbers.aside)) },
  ];
  return <DataTable dense label={t`Colas`} columns={columns} rows={lines} keyOf={(line) => line.id ?? "none"} {...(onOpen ? { onOpen } : {})} empty={empty} />;
}

interface Props {
  lines: readonly QueueLine[];
  targets: readonly Target[];
  /** Absent where nothing can be pressed. */
  onOpen?: (line: QueueLine) => void;
  /** Where what was set aside of a queue today is listed, for who may see it. */
  asideOf?: ((line: QueueLine) => TriageQuery) | undefined;
  empty: React.ReactNode;
}
