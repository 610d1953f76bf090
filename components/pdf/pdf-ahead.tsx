"use client";
import type { ReactNode } from "react";
import { use } from "react";
import { preloadModule } from "react-dom";
import { pdfjsAddress } from "./load-pdfjs";
import { largestCanvas } from "./page-layout";
import { drawnAhead } from "./pdf-opened-ahead";
import { chunkSize, pdfOptions } from "./pdf-options";
import { workerAddress } from "./start-worker";

const address = new URL("./draw-ahead.mjs", import.meta.url).toString();

type PdfAheadProps = {
  url: string;
  /** Of the file, in bytes. */
  size: number;
  nonce: string | undefined;
  children: ReactNode;
};

/**
 * Has the file that this page shows opened, and its first page drawn into `FirstPage`, while the
 * page's scripts are still on their way. React then goes on with both.
 */
export function PdfAhead({ url, size, nonce, children }: PdfAheadProps) {
  preloadModule(pdfjsAddress, { as: "script", ...(nonce && { nonce }) });
  const told = {
    pdfjs: pdfjsAddress,
    worker: workerAddress,
    isSmall: size <= 2 * chunkSize,
    largestCanvas,
    options: pdfOptions(url),
  };
  return (
    <>
      <script
        async
        type="module"
        src={address}
        nonce={nonce}
        fetchPriority="high"
        data-draws={JSON.stringify(told)}
      />
      <AfterDrawing url={url}>{children}</AfterDrawing>
    </>
  );
}

/** Both need the processor, and people look before they act. */
function AfterDrawing({ url, children }: { url: string; children: ReactNode }) {
  const drawn = drawnAhead(url);
  if (drawn) use(drawn);
  return children;
}
