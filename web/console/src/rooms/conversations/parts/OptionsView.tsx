import { ExternalLink, Phone } from "lucide-react";
import { Fragment } from "react";
import type { OfferedChoice, OptionsPart } from "~/client/contract/messages";
import { CardStrip } from "./CardStrip";
import css from "./Parts.module.css";

/** What we offered: buttons, a list by its parts, or cards. */
export function OptionsView({ part }: { part: OptionsPart }) {
  if (part.cards?.length) {
    return <CardStrip cards={part.cards.map((one) => ({ ...one, buttons: (one.choices ?? []).map((choice) => ({ title: choice.title, link: choice.link ?? "" })) }))} />;
  }
  return (
    <div className={css.options}>
      {part.choices.map((one, at) => (
        <Fragment key={one.payload || `${one.title} ${one.link}`}>
          {one.section && one.section !== part.choices[at - 1]?.section ? <span className={css.section}>{one.section}</span> : null}
          <ChoiceView one={one} />
        </Fragment>
      ))}
    </div>
  );
}

function ChoiceView({ one }: { one: OfferedChoice }) {
  if (!one.link) return <span className={css.choice}>{one.title}</span>;
  const Icon = one.link.startsWith("tel:") ? Phone : ExternalLink;
  return (
    <a className={css.choice} href={one.link} target="_blank" rel="noreferrer">
      <Icon size={14} aria-hidden />
      {one.title}
    </a>
  );
}
