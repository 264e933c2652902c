import { t } from "@lingui/core/macro";
import { AlarmClock, ArrowLeft, Check, Contact, Ellipsis, Eye, RotateCcw, UserPlus } from "lucide-react";
import type { CaseDetail } from "~/client/contract/cases";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import type { Ready } from "~/kit/command";
import { Face } from "~/kit/Face";
import { IconButton } from "~/kit/IconButton";
import { Kbd } from "~/kit/Kbd";
import { keysOf } from "~/kit/keymap";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { nameWords } from "~/kit/nameWords";
import { useNow } from "~/kit/now";
import { PriorityGlyph } from "~/rooms/cases/PriorityGlyph";
import { priorityWords } from "~/rooms/cases/priorityWords";
import { RestChip } from "~/rooms/cases/RestChip";
import { setAsideWords } from "~/rooms/cases/setAsideWords";
import { QueueFact } from "~/rooms/routing/QueueFact";
import { ClockChip } from "~/rooms/sla/ClockChip";
import { shown } from "~/rooms/sla/slack";
import css from "./CaseHead.module.css";

const ON_BAR = new Set(["case.assign", "case.wait", "case.resolve", "case.reopen", "message.reply", "note.write", "conversation.start"]);

/** What the case is about and how it stands, with the deeds of its commands. */
export function CaseHead({ one, commands, teamName, awaitedTeam, myId, onBack, onSide }: Props) {
  const now = useNow();
  const found = (id: string) => commands.find((each) => each.id === id);
  const assign = found("case.assign");
  const wait = found("case.wait");
  const main = found("case.resolve") ?? found("case.reopen") ?? found("case.restore");
  const subject = one.subject || nameWords(one.contact.name);
  return (
    <>
      <header className={css.head}>
        <span className={css.back}>
          <IconButton icon={ArrowLeft} name={t`Volver a la lista`} size={20} onClick={onBack} />
        </span>
        <div className={css.title}>
          <h1 className="cut">{subject}</h1>
          <span className={css.number}>{one.number}</span>
          {one.subject ? <span className={`${css.sub} cut`}>{nameWords(one.contact.name)}</span> : null}
        </div>
        {assign ? <IconButton className={css.wide} icon={UserPlus} name={assign.words} keys={assign.keys ?? ""} onClick={assign.run} /> : null}
        {wait ? <IconButton className={css.wide} icon={AlarmClock} name={wait.words} keys={wait.keys ?? ""} onClick={wait.run} /> : null}
        <span className={css.toSide}>
          <IconButton icon={Contact} name={t`Contacto`} keys={keysOf("move.side", "i") ?? ""} onClick={onSide} />
        </span>
        <Menu trigger={<IconButton icon={Ellipsis} name={t`Más`} />}>
          {commands
            .filter((each) => !ON_BAR.has(each.id) || each.id === "case.assign" || each.id === "case.wait")
            .map((each) => (
              <MenuItem key={each.id} onSelect={each.run} {...(each.keys ? { keys: each.keys } : {})}>
                {each.words}
              </MenuItem>
            ))}
        </Menu>
        {main ? (
          <Button look="main" className={css.main} onClick={main.run}>
            {main.id === "case.resolve" ? <Check size={16} aria-hidden /> : <RotateCcw size={16} aria-hidden />}
            <span>{main.words}</span> <Kbd keys={main.keys ?? ""} />
          </Button>
        ) : null}
      </header>
      <div className={css.meta}>
        {one.state !== "open" ? <Chip tone="line">{one.state === "resolved" ? t`Resuelto` : t`Cerrado`}</Chip> : null}
        {one.set_aside ? <Chip tone="line">{t`Apartado: ${setAsideWords(one.set_aside)}`}</Chip> : null}
        {one.waiting ? <RestChip waiting={one.waiting} teamName={awaitedTeam} /> : null}
        {one.state === "open" ? shown(one.clocks, now).map((clock) => (
          <button key={clock.id} type="button" className={css.why} onClick={found("case.clocks")?.run}>
            <ClockChip clock={clock} sentence />
            <span className="unseen">{t`Por qué vence cuando vence`}</span>
          </button>
        )) : null}
        <i className={css.rule} />
        <span>
          <PriorityGlyph priority={one.priority} />
          <span className={css.capital}>{priorityWords(one.priority)}</span>
        </span>
        {teamName ? (
          <>
            <i className={css.rule} />
            <span>{teamName}</span>
          </>
        ) : null}
        <span className={css.tags}>
          {one.tags.map((tag) => (
            <Chip key={tag.id} tone="line">
              {tag.name}
            </Chip>
          ))}
        </span>
        <span className="space" />
        {one.holder === null ? <span>{t`Sin asignar`}</span> : null}
        {one.holder === null && one.state === "open" && !one.waiting && !one.set_aside ? <QueueFact caseId={one.id} /> : null}
        {one.holder && one.holder.id !== myId ? (
          <span title={t`Lo tiene ${one.holder.name}`}>
            <Face name={one.holder.name} />
            {one.holder.name}
          </span>
        ) : null}
        {one.viewers.length > 0 ? (
          <span className={css.viewers}>
            <Eye size={14} aria-hidden />
            {one.viewers.some((each) => each.typing)
              ? t`${one.viewers.find((each) => each.typing)?.name ?? ""} está escribiendo`
              : t`${one.viewers.map((each) => each.name).join(", ")} lo está viendo`}
          </span>
        ) : null}
      </div>
    </>
  );
}

interface Props {
  one: CaseDetail;
  commands: Ready[];
  teamName: string | null;
  awaitedTeam: string | null;
  myId: string;
  onBack: () => void;
  onSide: () => void;
}
