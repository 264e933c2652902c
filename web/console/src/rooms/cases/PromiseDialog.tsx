import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { Pledge, PromiseKind } from "~/client/contract/pledges";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { clockTime, longDay } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { Select } from "~/kit/Select";
import { laters } from "./later";
import css from "./Pledges.module.css";

/** What is promised to the contact, and by when; or only another hour for what was. */
export function PromiseDialog({ contact, moved, onPromise, onClose }: Props) {
  const now = useNow();
  const [kind, setKind] = useState<PromiseKind>(moved?.kind ?? "call_back");
  const [body, setBody] = useState(moved?.body ?? "");
  const [date, setDate] = useState(moved ? local(new Date(moved.due_at)) : "");
  const at = date ? new Date(date) : null;
  const past = at !== null && at.getTime() <= now;
  const words = body.trim() || (kind === "call_back" ? t`llamar a ${contact}` : "");
  const able = at !== null && !past && words !== "";
  return (
    <Dialog
      title={moved ? t`Pasar la promesa a otra hora` : t`Prometer a ${contact}`}
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="promise" disabled={!able}>
          {moved ? t`Pasar` : t`Anotar la promesa`}
        </Button>
      }
    >
      <form
        id="promise"
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (able) onPromise(kind, words, at);
        }}
      >
        {moved ? (
          <p>{moved.body}</p>
        ) : (
          <div className={css.two}>
            <Select label={t`Qué se prometió`} value={kind} onChange={(event) => setKind(event.target.value as PromiseKind)}>
              <option value="call_back">{t`Llamar`}</option>
              <option value="promise">{t`Otra cosa`}</option>
            </Select>
            <Field
              label={t`En pocas palabras`}
              value={body}
              maxLength={1_000}
              placeholder={kind === "call_back" ? t`llamar a ${contact}` : t`mandar la guía de envío`}
              onChange={(event) => setBody(event.target.value)}
            />
          </div>
        )}
        <Field
          label={t`Para cuándo`}
          type="datetime-local"
          value={date}
          onChange={(event) => setDate(event.target.value)}
          error={past ? t`Esa hora ya pasó.` : undefined}
        />
        <div className={css.quick}>
          {laters(now).map((one) => (
            <Button key={one.id} onClick={() => setDate(local(one.at))}>
              {`${longDay(one.at.getTime())}, ${clockTime(one.at.getTime())}`}
            </Button>
          ))}
        </div>
      </form>
    </Dialog>
  );
}

/** As a field of day and hour takes it: in the browser's own time, to the minute. */
function local(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface Props {
  contact: string;
  /** A promise that gets another hour. */
  moved: Pledge | null;
  onPromise: (kind: PromiseKind, body: string, dueAt: Date) => void;
  onClose: () => void;
}
