import { t } from "@lingui/core/macro";
import { Archive, Check, MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { Chip } from "~/kit/Chip";
import { CopyField } from "~/kit/CopyField";
import { Face } from "~/kit/Face";
import { Field } from "~/kit/Field";
import { nameOf } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { Kbd } from "~/kit/Kbd";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { MenuLabel } from "~/kit/MenuLabel";
import { MenuRule } from "~/kit/MenuRule";
import { Progress } from "~/kit/Progress";
import { Ring } from "~/kit/Ring";
import { Select } from "~/kit/Select";
import { Section } from "~/kit/Section";
import { Switch } from "~/kit/Switch";
import { Tabs } from "~/kit/Tabs";
import { TextArea } from "~/kit/TextArea";
import css from "./Design.module.css";

/** What screens are made of, each in the states that it has. */
export function Pieces() {
  const [on, setOn] = useState(true);
  const [tab, setTab] = useState<"reply" | "note">("reply");
  const ignore = () => undefined;
  return (
    <>
      <Section title={t`Botones`} hint={t`Uno lleno por panel: su acto principal.`}>
        <div className={css.row}>
          <Button look="main">
            <Check size={14} aria-hidden />
            {t`Resolver`} <Kbd keys="e" />
          </Button>
          <Button>{t`Asignar`}</Button>
          <Button look="bare">{t`Deshacer`}</Button>
          <Button look="danger">{t`Retirar`}</Button>
          <Button disabled>{t`Guardando…`}</Button>
          <IconButton icon={Archive} name={t`Apartar`} keys="x" />
          <Menu trigger={<IconButton icon={MoreHorizontal} name={t`Más`} />}>
            <MenuLabel>{t`Caso`}</MenuLabel>
            <MenuItem onSelect={ignore}>{t`Posponer`}</MenuItem>
            <MenuItem onSelect={ignore}>{t`Unir`}</MenuItem>
            <MenuRule />
            <MenuItem onSelect={ignore}>{t`Apartar`}</MenuItem>
          </Menu>
        </div>
      </Section>
      <Section title={t`Señales`} hint={t`Fondo solo para lo que se acerca, se rompió o no se sabe.`}>
        <div className={css.row}>
          <Chip>
            <Ring share={0.3} /> 1 h 05
          </Chip>
          <Chip tone="approaching">
            <Ring share={0.85} /> 14 min
          </Chip>
          <Chip tone="breached">−18 min</Chip>
          <Chip tone="uncertain">{t`No sabemos si salió`}</Chip>
          <Chip tone="line">{t`En pausa`}</Chip>
          <Face name="Camila Rojas" mine />
          <Face name="Rosa Quispe" />
          <Kbd keys="$mod+k" />
        </div>
      </Section>
      <Section title={t`Campos`} hint={t`El error dice qué hacer, debajo de su campo.`}>
        <Field label={t`Nombre`} hint={t`El que ven los contactos.`} defaultValue="Pirca" />
        <Field label={t`Dirección`} error={t`Empieza con https.`} defaultValue="ftp://" />
        <Select label={t`Idioma`}>
          {["es", "pt", "en"].map((code) => (
            <option key={code}>{nameOf("language", code)}</option>
          ))}
        </Select>
        <TextArea label={t`Saludo`} rows={2} defaultValue="Hola." />
        <Checkbox label={t`Pedir el correo`} hint={t`Para seguir en otro aparato.`} defaultChecked />
        <Switch label={t`Sonido`} hint={t`Rige al momento.`} on={on} onChange={setOn} />
        <CopyField label={t`Secreto`} value="whsec_k3y" />
      </Section>
      <Section title={t`Caras de una cosa`}>
        <Tabs
          label={t`Qué se escribe`}
          controls="design-face"
          chosen={tab}
          onChoose={setTab}
          tabs={[
            { id: "reply", words: t`Responder` },
            { id: "note", words: t`Nota` },
          ]}
        />
        <div id="design-face" role="tabpanel" aria-label={t`Qué se escribe`}>
          {tab === "reply" ? t`Sale al contacto.` : t`Solo el equipo la ve.`}
        </div>
      </Section>
      <Section title={t`Trabajo largo`}>
        <Progress label={t`132 de 412 casos`} done={132} of={412} />
        <Progress label={t`Se está preparando`} done={0} of={null} />
      </Section>
    </>
  );
}
