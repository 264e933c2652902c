/** The loudness of a sound in `bars` steps, each 0 to 1, the loudest 1; silence is all 0. */
export function waves(samples: Float32Array, bars: number): number[] {
  const step = Math.max(1, Math.floor(samples.length / bars));
  const loud = Array.from({ length: bars }, (_, bar) => {
    let sum = 0;
    const from = bar * step;
    const to = Math.min(samples.length, from + step);
    for (let place = from; place < to; place++) sum += (samples[place] ?? 0) ** 2;
    return to > from ? Math.sqrt(sum / (to - from)) : 0;
  });
  const most = Math.max(...loud);
  return most === 0 ? loud : loud.map((one) => one / most);
}

/** Decode a sound in this browser, and nowhere else. Rejects for what it cannot decode. */
export async function decode(bytes: ArrayBuffer): Promise<{ samples: Float32Array; seconds: number }> {
  const sound = await new OfflineAudioContext(1, 1, 22_050).decodeAudioData(bytes);
  return { samples: sound.getChannelData(0), seconds: sound.duration };
}
