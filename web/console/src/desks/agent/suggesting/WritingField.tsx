import { type ComponentProps, lazy } from "react";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import type { Draft } from "~/rooms/conversations/drafts";
import { ComposerField } from "../ComposerField";
import type { useCompose } from "../useCompose";
import { gapsOf, selectGap } from "./slots";
import { useSuggestions } from "./useSuggestions";

const SuggestionBar = lazy(() => patient(() => import("./SuggestionBar")).then((file) => ({ default: file.SuggestionBar })));
const GapNote = lazy(() => patient(() => import("./GapNote")).then((file) => ({ default: file.GapNote })));

/** The field with what was good to say once above it, and below it what is still missing in that. */
export function WritingField({ draft, suggest, ...rest }: Props) {
  const { one, noting, field } = rest;
  const suggested = useSuggestions({
    one,
    wanted: !noting && one.may.includes("case.reply") && draft.reply.trim() === "",
    onTake: (id, words) => {
      suggest(id, words);
      requestAnimationFrame(() => selectGap(field.current));
    },
  });
  const gaps = noting ? [] : gapsOf(draft);
  return (
    <>
      {suggested.offers.length > 0 ? (
        <Part>
          <SuggestionBar offers={suggested.offers} active={suggested.active} rejecting={suggested.rejecting} onTake={suggested.take} onReject={suggested.reject} />
        </Part>
      ) : null}
      <ComposerField {...rest} onKey={suggested.key} />
      {gaps.length > 0 ? <Part><GapNote gaps={gaps} onGo={() => selectGap(field.current)} /></Part> : null}
    </>
  );
}

interface Props extends Omit<ComponentProps<typeof ComposerField>, "onKey"> {
  draft: Draft;
  suggest: ReturnType<typeof useCompose>["suggest"];
}
