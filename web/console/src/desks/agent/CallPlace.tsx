import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "~/client/http";
import { ready, type Ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { CallBar } from "~/rooms/calls/CallBar";
import { callCommands } from "~/rooms/calls/callCommands";
import { softphoneQuery } from "~/rooms/calls/callQueries";
import { begin, press } from "~/rooms/calls/softphone";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { useMe } from "./useMe";

/** What rings here, or goes on, with its deeds; this browser is made a telephone where the account lets it. */
export function CallPlace({ caseId, pass, open }: Props) {
  const me = useMe();
  const cache = useQueryClient();
  const { perform } = useDoing();
  const [keypad, setKeypad] = useState(false);
  const [deaf, setDeaf] = useState(false);
  const { data: phone } = useQuery(softphoneQuery);
  const token = phone?.kind === "twilio" ? phone.token : "";
  useEffect(() => {
    if (!token) return;
    begin(token).then(
      () => setDeaf(false),
      () => setDeaf(true), // the bar still shows that it rings, and says that it cannot be taken here
    );
  }, [token]);
  const one = me.calls.find((each) => each.leg === "talking") ?? me.calls[0] ?? null;
  const here = one !== null && one.case_id === caseId && pass !== undefined;
  const commands = ready(
    callCommands,
    { one, cache, perform, open, keypad: () => setKeypad((old) => !old), pass: here ? pass.run : null },
    (permission) => me.permissions.includes(permission),
  );
  useOffer("calls", commands);
  useEffect(() => setKeypad(false), [one?.id]);
  if (!one) return null;
  const onPress = (key: string) => {
    if (one.kind === "twilio" && press(key)) return;
    void call("POST /calls/{id}/keys", { path: { id: one.id }, body: { digits: key } }).catch(() => cache.invalidateQueries({ queryKey: ["me"] }));
  };
  return <CallBar one={one} more={me.calls.length - 1} glyph={<ChannelGlyph channel={one.channel} named size={16} />} commands={commands} keypad={keypad} deaf={deaf} onPress={onPress} />;
}

interface Props {
  caseId: string | null;
  /** Give the case on screen to somebody. */
  pass: Ready | undefined;
  open: (caseId: string) => void;
}
