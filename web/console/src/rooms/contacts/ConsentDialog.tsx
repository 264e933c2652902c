import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Consent } from "~/client/contract/contacts";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { TextArea } from "~/kit/TextArea";
import { howWords } from "./howWords";
import { PURPOSES, purposeWords } from "./purposeWords";

const HOWS = ["call", "in_person", "paper", "mail", "chat"] as const;

/** Noting by hand a yes or no that was heard elsewhere, with what shows it. */
export function ConsentDialog({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const cache = useQueryClient();
  const [purpose, setPurpose] = useState("");
  const [given, setGiven] = useState(false);
  const [how, setHow] = useState<Exclude<Consent["how"], "">>("call");
  const [words, setWords] = useState("");
  const note = useMutation({
    mutationFn: () => call("POST /contacts/{id}/consents", { path: { id: contactId }, body: { purpose: purpose || null, given, how, words } }),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["contact", contactId] });
      onClose();
    },
  });
  return (
    <Dialog
      title={t`Anotar un sí o un no`}
      onClose={onClose}
      foot={<Button look="main" disabled={note.isPending || words.trim().length < 3} onClick={() => note.mutate()}>{t`Anotar`}</Button>}
    >
      <p>{t`Lo que el contacto dijo fuera de aquí. Un no detiene al instante lo que espera salir; queda quién lo anotó y cuándo.`}</p>
      <Select label={t`A qué`} value={purpose} onChange={(event) => setPurpose(event.target.value)}>
        <option value="">{t`A todo lo que empiece la marca`}</option>
        {Object.keys(PURPOSES).map((one) => (
          <option key={one} value={one}>
            {purposeWords(one)}
          </option>
        ))}
      </Select>
      <Select label={t`Qué dijo`} value={given ? "yes" : "no"} onChange={(event) => setGiven(event.target.value === "yes")}>
        <option value="no">{t`Dijo que no`}</option>
        <option value="yes">{t`Dijo que sí`}</option>
      </Select>
      <Select label={t`Cómo lo dijo`} value={how} onChange={(event) => setHow(event.target.value as typeof how)}>
        {HOWS.map((one) => (
          <option key={one} value={one}>
            {howWords(one)}
          </option>
        ))}
      </Select>
      <TextArea label={t`Con qué palabras, o dónde está el papel`} rows={3} maxLength={1000} required value={words} onChange={(event) => setWords(event.target.value)} />
      {note.error ? <Failing what={t`No se anotó`} why={problemWords(note.error)} /> : null}
    </Dialog>
  );
}
