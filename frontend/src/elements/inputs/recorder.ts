/** Records sound; `stop` gives a WAV file of 16 bits with one channel. Rejects where there is no microphone to use. */
export async function record(rate: number | null): Promise<{ stop: () => Promise<File>; cancel: () => void }> {
  if (!navigator.mediaDevices) throw new Error("This browser lets pages record over a safe connection (https) only.");
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start();
  const end = () =>
    new Promise<void>((resolve) => {
      recorder.onstop = () => resolve();
      recorder.stop();
      for (const track of stream.getTracks()) track.stop();
    });
  return {
    cancel: () => void end(),
    stop: async () => {
      await end();
      const context = new AudioContext();
      const sound = await context.decodeAudioData(await new Blob(parts).arrayBuffer());
      void context.close();
      return new File([wave(await mono(sound, rate ?? sound.sampleRate))], "recording.wav", { type: "audio/wav" });
    },
  };
}

async function mono(sound: AudioBuffer, rate: number): Promise<AudioBuffer> {
  const offline = new OfflineAudioContext(1, Math.max(1, Math.ceil(sound.duration * rate)), rate);
  const source = offline.createBufferSource();
  source.buffer = sound;
  source.connect(offline.destination);
  source.start();
  return offline.startRendering();
}

/** Samples as a WAV file (RIFF, PCM of 16 bits). */
export function wave(sound: {
  sampleRate: number;
  length: number;
  getChannelData: (at: number) => Float32Array;
}): ArrayBuffer {
  const samples = sound.getChannelData(0);
  const file = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at: number, word: string) => {
    for (const [i, each] of [...word].entries()) file.setUint8(at + i, each.charCodeAt(0));
  };
  text(0, "RIFF");
  file.setUint32(4, 36 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, sound.sampleRate, true);
  file.setUint32(28, sound.sampleRate * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  text(36, "data");
  file.setUint32(40, samples.length * 2, true);
  for (const [at, sample] of samples.entries()) {
    file.setInt16(44 + at * 2, Math.max(-1, Math.min(1, sample)) * 32767, true);
  }
  return file.buffer;
}

/** What to tell the user where a device cannot be used. */
export function deviceTrouble(error: unknown, device: string): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError") return `This page may not use the ${device}. Allow it in the browser's settings.`;
  if (name === "NotFoundError") return `There is no ${device}.`;
  return error instanceof Error ? error.message : String(error);
}
