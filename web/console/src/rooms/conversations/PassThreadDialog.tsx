import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { AppRef } from "~/client/contract/threads";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Select } from "~/kit/Select";
import { Stack } from "~/kit/Stack";
import { TextArea } from "~/kit/TextArea";
import { appWords } from "./handing";

const LONGEST = 1_000; // characters

/** To which application a conversation goes, and what is said along with it. */
export function PassThreadDialog({ apps, onPass, onClose }: Props) {
  const [app, setApp] = useState(apps[0]?.id ?? "");
  const [note, setNote] = useState("");
  return (
    <Dialog title={t`Pasar la conversación a otra aplicación`} onClose={onClose}>
      <Stack onSubmit={() => onPass(app, app ? note.trim() : "")}>
        <Select label={t`A cuál`} value={app} onChange={(event) => setApp(event.target.value)}>
          {apps.map((one) => (
            <option key={one.id} value={one.id}>
              {appWords(one)}
            </option>
          ))}
          <option value="">{t`La que el canal tenga como predeterminada`}</option>
        </Select>
        {app ? (
          <TextArea
            label={t`Qué debe saber la otra aplicación. Sin datos personales: el contacto no lo ve, el canal sí`}
            rows={3}
            maxLength={LONGEST}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        ) : null}
        <p>{t`El caso queda apartado mientras la otra aplicación responda, y vuelve cuando la devuelva.`}</p>
        <Button look="main" type="submit">
          {t`Pasar la conversación`}
        </Button>
      </Stack>
    </Dialog>
  );
}

interface Props {
  apps: AppRef[];
  onPass: (app: string, note: string) => void;
  onClose: () => void;
}
