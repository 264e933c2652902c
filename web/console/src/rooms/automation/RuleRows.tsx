import { plural, t } from "@lingui/core/macro";
import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useState } from "react";
import type { Rule } from "~/client/contract/automation";
import { Chip } from "~/kit/Chip";
import { count } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { Switch } from "~/kit/Switch";
import { findingWords, ruleWords } from "./ruleWords";
import type { Lexicon } from "./lexicon";
import css from "./RuleRows.module.css";

/** The rules, each as a sentence, moved with the arrows or dragged; on or off at once. */
export function RuleRows({ rules, lexicon, onOpen, onTurn, onPlace }: Props) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const ids = rules.map((one) => one.id);
  const move = (id: string, to: number) => {
    const rest = ids.filter((one) => one !== id);
    onPlace([...rest.slice(0, to), id, ...rest.slice(to)], rules.find((one) => one.id === id)?.name ?? "");
  };
  return (
    <ol className={css.rows} aria-label={t`Reglas`}>
      {rules.map((one, place) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging is a shortcut: the arrows beside each row do the same
        <li
          key={one.id}
          className={css.row}
          data-off={one.state !== "active"}
          data-over={dragged !== null && over === one.id && dragged !== one.id}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(one.id);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged && dragged !== one.id) move(dragged, place);
            setDragged(null);
          }}
        >
          <div className={css.moves}>
            <span className={css.grip} aria-hidden draggable onDragStart={() => setDragged(one.id)} onDragEnd={() => setDragged(null)}>
              <GripVertical size={16} />
            </span>
            <IconButton icon={ArrowUp} name={t`Subir ${one.name}`} disabled={place === 0} onClick={() => move(one.id, place - 1)} />
            <IconButton icon={ArrowDown} name={t`Bajar ${one.name}`} disabled={place === rules.length - 1} onClick={() => move(one.id, place + 1)} />
          </div>
          <div className={css.words}>
            <button type="button" className={css.name} onClick={() => onOpen(one.id)}>
              {one.name}
            </button>
            <p className={css.said}>{ruleWords(one.body, lexicon)}</p>
            <div className={css.facts}>
              {one.state === "draft" ? <Chip tone="line">{t`borrador`}</Chip> : null}
              {one.looked > 0 ? (
                <span>
                  {plural(one.matched, { one: "coincidió # vez", many: "coincidió # veces", other: "coincidió # veces" })}{" "}
                  {t`de ${count(one.looked)} en 30 días`}
                </span>
              ) : null}
              {one.findings.map((each) => (
                <span key={`${each.code}${each.other ?? ""}`}>{findingWords(each)}</span>
              ))}
            </div>
          </div>
          <div className={css.state}>
            <Switch label={t`Encendida`} on={one.state === "active"} onChange={(on) => onTurn(one, on)} />
          </div>
        </li>
      ))}
    </ol>
  );
}

interface Props {
  rules: Rule[];
  lexicon: Lexicon;
  onOpen: (id: string) => void;
  onTurn: (one: Rule, on: boolean) => void;
  onPlace: (order: string[], name: string) => void;
}
