import { t } from "@lingui/core/macro";
import { Check } from "lucide-react";
import { useState } from "react";
import type { CaseFilter } from "~/client/contract/lists";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { PickList } from "~/kit/PickList";
import { type Field } from "./filters";
import { fieldWords } from "./filterWords";

export interface FilterOption {
  field: Field;
  value: string;
  words: string;
}

/** Every value of every field in one list to type in: Enter puts one or takes it off, and the list behind follows. */
export function FilterDialog({ field, filter, options, onToggle, onClose }: Props) {
  const [words, setWords] = useState("");
  const letters = folded(words);
  const shown = options.filter(
    (one) => (field === null || one.field === field) && letters.every((each) => folded(`${one.words} ${fieldWords(one.field)}`).join(" ").includes(each)),
  );
  const on = (one: FilterOption) => ((filter[one.field] ?? []) as readonly string[]).includes(one.value);
  const id = (one: FilterOption) => `${one.field} ${one.value}`;
  return (
    <Dialog
      title={field === null ? t`Filtrar la lista` : t`Filtrar por: ${fieldWords(field)}`}
      onClose={onClose}
      foot={
        <Button look="main" onClick={onClose}>
          {t`Listo`}
        </Button>
      }
    >
      <PickList
        label={t`Canal, prioridad, etiqueta, persona…`}
        words={words}
        onWords={setWords}
        filtered={false}
        picks={shown.map((one) => ({
          id: id(one),
          words: one.words,
          group: fieldWords(one.field),
          glyph: on(one) ? <Check size={16} aria-label={t`puesto`} role="img" /> : <span style={{ width: 16 }} />,
        }))}
        onPick={(picked) => {
          const one = shown.find((each) => id(each) === picked);
          if (one) onToggle(one.field, one.value);
        }}
      />
    </Dialog>
  );
}

/** The words of a text, without case and accents. */
function folded(text: string): string[] {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").split(/\s+/).filter(Boolean);
}

interface Props {
  field: Field | null;
  filter: CaseFilter;
  options: FilterOption[];
  onToggle: (field: Field, value: string) => void;
  onClose: () => void;
}
