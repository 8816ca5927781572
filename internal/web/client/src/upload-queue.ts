import { Upload } from "tus-js-client";

/** A file that is sent, as the page shows it. */
export interface Sending {
  file: File;
  folder: string;
  state: "waits" | "goes" | "here" | "failed" | "off";
  sent: number;
  from: number; // that were there already when it went on
  problem: string;
}

/** mostAtOnce is how many files go at the same time: a small one does not wait for the answers of the one before. */
const mostAtOnce = 3;

/** piece is how much goes in one request; the server takes 64 MiB. */
const piece = 16 * 1024 * 1024;

/** Queue sends files one after the other, over the tus protocol: what has arrived stays, through a cut, a reload, or another day. */
export class Queue {
  readonly files: Sending[] = [];
  paused = false;
  private readonly uploads = new Map<Sending, Upload>();

  /** metadata is what goes with each file besides its name; changed is called whenever something moved. */
  constructor(private readonly to: string, private readonly metadata: () => Record<string, string>, private readonly changed: () => void) {}

  add(files: { file: File; folder: string }[]): void {
    for (const { file, folder } of files) this.files.push({ file, folder, state: "waits", sent: 0, from: 0, problem: "" });
    this.next();
  }

  /** pause lets nothing more go; what has arrived stays. */
  pause(): void {
    this.paused = true;
    for (const [sending, upload] of this.uploads) {
      void upload.abort();
      sending.state = "waits";
    }
    this.uploads.clear();
    this.changed();
  }

  resume(): void {
    this.paused = false;
    this.next();
  }

  /** drop takes a file off, here and on the server. */
  async drop(sending: Sending): Promise<void> {
    sending.state = "off";
    const upload = this.uploads.get(sending);
    this.uploads.delete(sending);
    this.next();
    try {
      await upload?.abort(true);
    } catch {
      // it lies there for a week, and nobody sees it
    }
  }

  again(sending: Sending): void {
    sending.state = "waits";
    sending.problem = "";
    this.next();
  }

  /** clear takes everything off the list that is done with. */
  clear(): void {
    const left = this.files.filter((s) => s.state === "waits" || s.state === "goes" || s.state === "failed");
    this.files.splice(0, this.files.length, ...left);
  }

  private next(): void {
    while (!this.paused && this.uploads.size < mostAtOnce) {
      const sending = this.files.find((s) => s.state === "waits");
      if (!sending) break;
      void this.send(sending);
    }
    this.changed();
  }

  private async send(sending: Sending): Promise<void> {
    sending.state = "goes";
    const { file } = sending;
    const upload = new Upload(file, {
      endpoint: this.to,
      chunkSize: piece,
      retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000, 30_000],
      removeFingerprintOnSuccess: true,
      headers: { Accept: "application/json" },
      metadata: {
        ...this.metadata(), filename: file.name, lastModified: String(file.lastModified), ...(sending.folder ? { relativePath: `${sending.folder}/${file.name}` } : {}),
      },
      onProgress: (sent) => {
        sending.sent = sent;
        this.changed();
      },
      onSuccess: () => this.end(sending, upload, "here"),
      onError: (error) => {
        sending.problem = reason(error);
        this.end(sending, upload, "failed");
      },
    });
    this.uploads.set(sending, upload);
    const [before] = (await upload.findPreviousUploads()).sort((a, b) => Date.parse(b.creationTime) - Date.parse(a.creationTime));
    if (this.uploads.get(sending) !== upload) return; // it was paused or taken off meanwhile
    if (before) upload.resumeFromPreviousUpload(before);
    upload.start();
  }

  private end(sending: Sending, upload: Upload, state: "here" | "failed"): void {
    if (this.uploads.get(sending) !== upload) return;
    this.uploads.delete(sending);
    sending.state = state;
    if (state === "here") sending.sent = sending.file.size;
    this.next();
  }
}

/** reason is why something was refused, in the server's words where it has some. */
function reason(error: unknown): string {
  const answer = (error as { originalResponse?: { getBody(): string } | null }).originalResponse;
  if (!answer) return "There is no connection to the server.";
  try {
    const told = JSON.parse(answer.getBody()) as { message?: string; error?: string; remedy?: string };
    return [told.message ?? told.error, told.remedy].filter(Boolean).join(" ") || "The server refused it.";
  } catch {
    return "The server refused it.";
  }
}
