/**
 * Puts text on the clipboard; false when the browser refuses. On plain http in an office network
 * `navigator.clipboard` is missing (it wants a secure context), so the old command is the way.
 */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Permission was refused; the old command may still be allowed.
    }
  }
  const carrier = document.createElement("textarea");
  carrier.value = text;
  carrier.readOnly = true;
  carrier.style.position = "fixed";
  carrier.style.opacity = "0";
  // Inside an open dialog the focus trap would pull the focus away from a child of the body.
  (document.querySelector('[role="dialog"]') ?? document.body).append(carrier);
  carrier.select();
  const copied = document.execCommand("copy");
  carrier.remove();
  return copied;
}
