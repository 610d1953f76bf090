const notInNames = /[\\/:*?"<>|]+/g;

/** Lets the browser keep something under this name, without its ending, where downloads go. */
export function saveBlob(blob: Blob, name: string, ending: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name.replace(notInNames, " ").trim() || "file"}${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
