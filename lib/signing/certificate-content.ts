import type { Mark } from "@/lib/pdf/draw-mark";

/** A line of the certificate; both parts are finished words in the reader's language. */
export type CertificateRow = {
  readonly label: string;
  readonly value: string;
  /** Hashes and numbers: always left to right, in even steps. */
  readonly code?: boolean;
};

export type CertificateRecipient = {
  readonly name: string;
  readonly role: string;
  readonly mark?: Mark;
  readonly rows: readonly CertificateRow[];
};

export type CertificateEvent = {
  readonly time: string;
  readonly text: string;
  readonly detail?: string;
};

/** Everything that a certificate of completion says. It holds no words of its own. */
export type CertificateContent = {
  readonly direction: "ltr" | "rtl";
  /** BCP 47. */
  readonly language: string;
  readonly heading: string;
  readonly introduction: string;
  readonly summary: readonly CertificateRow[];
  readonly recipientsHeading: string;
  readonly recipients: readonly CertificateRecipient[];
  readonly eventsHeading: string;
  readonly events: readonly CertificateEvent[];
  /** A square picture in modules: an SVG path for a box of `size` by `size`. */
  readonly code?: { readonly path: string; readonly size: number; readonly caption: string };
  readonly footer: string;
  /** Holds `{page}` and `{pages}`. */
  readonly pageNumber: string;
};
