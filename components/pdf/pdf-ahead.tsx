"use client";
import { workerStart } from "./start-worker";
import { openAhead } from "./use-pdf";

const named = "muhr-pdf";

/**
 * Names the file that this page shows first. What reads it starts while the page's scripts are still
 * on their way, and has the file open before React has woken the page up.
 */
export function PdfAhead({ url, nonce }: { url: string; nonce: string | undefined }) {
  return (
    <>
      <meta name={named} content={url} />
      <script nonce={nonce} suppressHydrationWarning>
        {workerStart}
      </script>
    </>
  );
}

// Not `import`: the server would load pdf.js too, and has no use for it.
if (typeof window !== "undefined")
  openAhead(
    require("./pdf-engine"),
    document.querySelector<HTMLMetaElement>(`meta[name="${named}"]`)?.content,
  );
