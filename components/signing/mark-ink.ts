/** Pages stay white and ink stays blue in the dark too: this is what will be in the PDF. */
export const markInk = "#162a5a";
export const markPaper = "#ffffff";
