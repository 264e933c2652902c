import { t } from "@lingui/core/macro";
import { type FormEvent, useState } from "react";
import type { Team } from "~/client/contract/who";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Field } from "~/kit/Field";
import { Select } from "~/kit/Select";

/** The name of a view and whose it is: mine, or of a team for which one may share. */
export function SaveViewDialog({ title, name: before, teams, onSave, onClose }: Props) {
  const [name, setName] = useState(before);
  const [team, setTeam] = useState("");
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) onSave(name.trim(), team || null);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={save} style={{ display: "grid", gap: "var(--s3)" }}>
        <Field label={t`Nombre de la vista`} value={name} maxLength={60} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        {teams.length > 0 ? (
          <Select label={t`Para quién`} value={team} onChange={(event) => setTeam(event.target.value)}>
            <option value="">{t`Solo para esta cuenta`}</option>
            {teams.map((one) => (
              <option key={one.id} value={one.id}>
                {t`Equipo ${one.name}`}
              </option>
            ))}
          </Select>
        ) : null}
        <div>
          <Button type="submit" look="main" disabled={!name.trim()}>
            {t`Guardar`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface Props {
  title: string;
  name: string;
  /** None: whose it is stays as it is. */
  teams: Team[];
  onSave: (name: string, teamId: string | null) => void;
  onClose: () => void;
}
